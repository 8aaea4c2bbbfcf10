"""A record that belongs to no room: what list pages are tried on."""

from django.db import models

from honours.ui.search import SearchTextField


class Sample(models.Model):
    name = models.CharField(max_length=200)
    host = models.CharField(max_length=200, default="市教育局")
    standing = models.CharField(max_length=20, default="retained")
    level = models.CharField(max_length=20, default="city")
    quota = models.IntegerField(default=5)
    begun_on = models.DateField(null=True)
    search_text = SearchTextField(of=("name", "host"))

    class Meta:
        app_label = "sample"
