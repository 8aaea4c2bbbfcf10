"""How forms are drawn: set ``FORM_RENDERER = "honours.ui.rendering.FormRenderer"``."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Our own templates for whole forms and for one field; Django's for bare inputs."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
