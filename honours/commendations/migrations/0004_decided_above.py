"""Whose decision it was, where an honour was taken back, or left standing, by a level above."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commendations", "0003_flags_of_the_citys_list")]

    operations = [
        migrations.AddField(
            model_name="revocation",
            name="decided_by",
            field=models.CharField(blank=True, max_length=100, verbose_name="上级决定机关"),
        ),
    ]
