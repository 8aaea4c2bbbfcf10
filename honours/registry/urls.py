"""Addresses of the register."""

from django.urls import path

from honours.registry.views import activities, activity, deeds

app_name = "registry"
urlpatterns = [
    path("", activities.activities, name="activities"),
    path("due/", activities.due, name="due"),
    path("register/", deeds.register, name="register"),
    path("<int:pk>/", activity.activity, name="activity"),
    path("<int:pk>/similar/", activity.similar, name="similar"),
    path("<int:pk>/entries/<int:entry>/", activity.proof, name="proof"),
    path("<int:pk>/correct/", deeds.correct, name="correct"),
    path("<int:pk>/regime/", deeds.regime, name="regime"),
    path("<int:pk>/edition/", deeds.edition, name="edition"),
    path("<int:pk>/lineage/", deeds.lineage, name="lineage"),
    path("<int:pk>/standing/<slug:verb>/", deeds.standing, name="standing"),
]
