"""The pages for staff on the families' host. The addresses stay in a history too, and say nothing."""

from django.urls import path

from family_portal.views.staff import cases, disposal, documents, letters, people, team, untold

app_name = "cases"

urlpatterns = [
    path("", cases.index, name="index"),
    path("of/<uuid:uuid>/", cases.case, name="case"),
    path("of/<uuid:uuid>/new/", cases.new, name="new"),
    path("untold/", untold.untold, name="untold"),
    path("untold/<uuid:uuid>/", untold.told, name="told"),
    path("team/", team.appointments, name="appointments"),
    path("team/<uuid:uuid>/", team.team, name="team"),
    path("team/<uuid:uuid>/open/", team.open_case, name="open"),
    path("closed/<int:number>/", team.close_case, name="close"),
    path("ended/<uuid:uuid>/", disposal.disposal, name="disposal"),
    path("ended/<uuid:uuid>/file/", disposal.certificate_file, name="certificate"),
    path("one/<uuid:uuid>/", people.member, name="member"),
    path("one/<uuid:uuid>/seen/", people.readings, name="readings"),
    path("one/<uuid:uuid>/code/", letters.letter, name="letter"),
    path("one/<uuid:uuid>/code/back/", letters.way_back, name="way_back"),
    path("one/<uuid:uuid>/code/file/", letters.letter_file, name="letter_file"),
    path("one/<uuid:uuid>/papers/", documents.documents, name="documents"),
    path("one/<uuid:uuid>/papers/<uuid:paper>/", documents.document_file, name="document"),
    path("one/<uuid:uuid>/together/", letters.together, name="together"),
    path("one/<uuid:uuid>/way/<int:number>/<slug:what>/", people.way, name="way"),
    path("one/<uuid:uuid>/<slug:page>/", people.deed, name="deed"),
]
