"""Pages, translations and private files on the staff host."""

from django.urls import path

from pages import serving
from pages.views import publishing, translations

urlpatterns = [
    path("pages/", publishing.pages, name="site_pages"),
    path("pages/<int:number>/", publishing.page, name="site_page"),
    path("pages/<int:number>/take-down/", publishing.taking_down, name="site_page_take_down"),
    path("pages/<int:number>/languages/", publishing.asking, name="site_page_languages"),
    path("translations/", translations.translations, name="translations"),
    path("translations/<uuid:uuid>/", translations.translation, name="translation"),
    path("translations/<uuid:uuid>/texts.po", translations.texts, name="translation_texts"),
    path("translations/<uuid:uuid>/file/", translations.upload, name="translation_file"),
    path("private/<path:name>", serving.private_file, name="private_file"),
    # Wagtail asks for a document's address by this name.
    path("documents/<int:document_id>/<str:document_filename>", serving.private_document, name="wagtaildocs_serve"),
]
