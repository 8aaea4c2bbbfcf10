"""Addresses of documents and rules."""

from django.urls import path

from honours.policies.views import documents, rules

app_name = "policies"
urlpatterns = [
    path("", documents.documents, name="documents"),
    path("register/", documents.register, name="register"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/revise/", documents.revise, name="revise"),
    path("documents/<int:pk>/issue/", documents.issue, name="issue"),
    path("documents/<int:pk>/repeal/", documents.repeal, name="repeal"),
    path("documents/<int:pk>/send/", documents.send, name="send"),
    path("receipts/<int:pk>/receive/", documents.receive, name="receive"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:key>/", rules.rule, name="rule"),
    path("coverage/", rules.coverage_of_clauses, name="coverage"),
]
