"""The pages of a partnership's site that are not reports, and what they draw from."""

from home.models.content import ContentPage, Shows
from home.models.easy_read import EasyReadPage
from home.models.enquiries import Enquiry, EnquiryKind, EnquiryState
from home.models.families import FamiliesPage
from home.models.front import HomePage
from home.models.glossary import GlossaryEntry
from home.models.leaflets import Audience, LeafletPage
from home.models.links import BrokenLink
from home.models.media import MediaKind, PageMedia
from home.models.support import SupportOrganisation

__all__ = [
    "Audience",
    "BrokenLink",
    "ContentPage",
    "EasyReadPage",
    "Enquiry",
    "EnquiryKind",
    "EnquiryState",
    "FamiliesPage",
    "GlossaryEntry",
    "HomePage",
    "LeafletPage",
    "MediaKind",
    "PageMedia",
    "Shows",
    "SupportOrganisation",
]
