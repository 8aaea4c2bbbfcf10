"""Addresses of the room."""

from django.urls import path

from honours.clearances.views import answering, asking, disqualifiers, matrix, printing, requests

app_name = "clearances"
urlpatterns = [
    path("", requests.requests, name="requests"),
    path("ask/", asking.ask, name="ask"),
    path("send/", asking.send, name="send"),
    path("links/", asking.links, name="links"),
    path("links/<int:pk>/", asking.link, name="link"),
    path("links/<int:pk>/revoke/", asking.revoke, name="revoke"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/add/", matrix.add_matrix_row, name="add_row"),
    path("matrix/<int:pk>/end/", matrix.end_matrix_row, name="end_row"),
    path("disqualifiers/", disqualifiers.disqualifiers, name="disqualifiers"),
    path("disqualifiers/add/", disqualifiers.add_bar, name="add_disqualifier"),
    path("disqualifiers/<int:pk>/end/", disqualifiers.end_bar, name="end_disqualifier"),
    path("disqualifiers/record/", disqualifiers.add_hit, name="record_hit"),
    path("disqualifiers/records/<int:pk>/lift/", disqualifiers.lift, name="lift_hit"),
    path("<int:pk>/", requests.one_request, name="request"),
    path("<int:pk>/paper/", requests.paper, name="paper"),
    path("<int:pk>/again/", requests.again, name="again"),
    path("<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("<int:pk>/chase/", requests.chase_request, name="chase"),
    path("<int:pk>/waive/", requests.waiver, name="waive"),
    path("<int:pk>/form/", printing.printed_form, name="printed_form"),
    path("<int:pk>/files/<int:file_pk>/", requests.file, name="file"),
    # The only pages for people without an account.
    path("answer/<str:token>/", answering.answer, name="answer"),
    path("answer/<str:token>/list.xlsx", answering.answer_list, name="answer_list"),
]
