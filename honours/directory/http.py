"""What views receive behind ``login_required``."""

from django.http import HttpRequest

from honours.directory.models import User
from honours.directory.permissions import Mandate, mandate_of


class SignedInRequest(HttpRequest):
    """A request whose user has signed in. For type checkers."""

    user: User
    _mandate: Mandate


def mandate_on(request: SignedInRequest) -> Mandate:
    """The mandate of the signed-in user, read once for each request."""
    if not hasattr(request, "_mandate"):
        request._mandate = mandate_of(request.user)
    return request._mandate
