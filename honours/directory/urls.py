from django.urls import path

from honours.directory.views import administration, changes, organizations, sessions

app_name = "directory"
urlpatterns = [
    path("", organizations.organizations, name="organizations"),
    path("<int:pk>/", organizations.organization, name="organization"),
    path("<int:pk>/change/<str:deed>/", changes.change, name="change"),
    path("<int:pk>/duties/", organizations.add_duty, name="add_duty"),
    path("duties/<int:pk>/", organizations.meet_duty, name="meet_duty"),
    path("people/", organizations.people, name="people"),
    path("accounts/", administration.accounts, name="accounts"),
    path("accounts/<int:pk>/<str:deed>/", administration.change_account, name="change_account"),
    path("posts/", administration.posts, name="posts"),
    path("posts/record/", administration.appointments, name="appointments"),
    path("posts/<int:pk>/end/", administration.end_post, name="end_post"),
    path("stand-ins/", administration.stand_ins, name="stand_ins"),
    path("stand-ins/<int:pk>/end/", administration.finish_stand_in, name="finish_stand_in"),
    path("sign-in/", sessions.SignIn.as_view(), name="login"),
    path("sign-out/", sessions.SignOut.as_view(), name="logout"),
    path("password/", sessions.password, name="password"),
    path("switch-post/", sessions.switch_post, name="switch_post"),
]
