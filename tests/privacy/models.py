"""A record that belongs to no room: what encrypted columns are tried on."""

from django.db import models

from honours.privacy.fields import BlindIndexField, EncryptedBytesField, EncryptedTextField


class Person(models.Model):
    name = EncryptedTextField("姓名")
    number = EncryptedTextField("公民身份号码", blank=True)
    number_index = BlindIndexField(of="number")
    seal = EncryptedBytesField("印模", null=True, blank=True)

    class Meta:
        app_label = "sample_privacy"
