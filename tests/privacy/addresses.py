"""A site of one address: the picture that was kept last."""

from django.urls import path

from honours.privacy.http import sent
from honours.privacy.models import Attachment

urlpatterns = [path("picture", lambda request: sent(Attachment.objects.latest("pk"), inline=True))]
