"""A forgotten password: the same answer and the same work, whoever is asked for."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from people.models import User
from people.permissions import is_staff_anywhere
from people.sessions import end_sessions
from people.throttling import address_of, charge
from people.writing import write_to


def send_new_password_link(request: HttpRequest, email: str, *, now: datetime) -> None:
    """Send a link to `email` if it is that of a person of staff; TooManyAttempts after a few times."""
    charge("forgotten", account=email, address=address_of(request), now=now)
    user = User.objects.filter(email=email.strip().lower()).first()
    is_real = user is not None and user.has_usable_password() and is_staff_anywhere(user)
    with transaction.atomic():
        _write(user if is_real else User(pk=0, email=email), now)
        # Somebody we do not know gets no mail, but costs as much time.
        transaction.set_rollback(not is_real)


def person_of_link(uid: str) -> User | None:
    """Return the person of staff to whom a link was sent, or None."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid))).first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and is_staff_anywhere(user) else None


def set_new_password(user: User, password: str, *, now: datetime) -> None:
    """Change the password, end every session and tell the person. The second factor stays as it is."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(user)
        write_to(user, "password_changed", now=now)


def _write(user: User, now: datetime) -> None:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("people:new_password", args=[uid, token], urlconf="config.urls.staff")
    context = {"link": settings.STAFF_ORIGIN + path, "minutes": settings.PASSWORD_RESET_TIMEOUT // 60}
    write_to(user, "forgotten", now=now, context=context)
