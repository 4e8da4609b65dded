"""What is written down of a fault holds nothing that anybody had typed (attack 34)."""

from __future__ import annotations

import logging
import sys

import pytest
from django.conf import settings
from django.core import mail
from django.test import RequestFactory
from django.utils.log import AdminEmailHandler
from django.utils.module_loading import import_string
from django.views.debug import get_default_exception_reporter_filter, get_exception_reporter_class

from config.faults import Outlines

SECRET = "Quillfeather"


def caught(host_kind="portal"):
    """A request with a secret in every place, and a fault that has it in its message and in a local variable."""
    request = RequestFactory().post(f"/work/one/{SECRET}/?q={SECRET}", {"name": SECRET}, headers={"user-agent": SECRET})
    request.COOKIES["account"] = SECRET
    request.host_kind = host_kind
    try:
        try:
            typed = {"name": SECRET}
            raise KeyError(typed["name"])
        except KeyError as error:
            raise ValueError(f"{SECRET} is not known") from error
    except ValueError:
        return request, sys.exc_info()


def reported(settings_debug, host_kind="portal"):
    request, fault = caught(host_kind)
    reporter = get_exception_reporter_class(request)(request, *fault)
    return reporter.get_traceback_text() + reporter.get_traceback_html()


@pytest.mark.parametrize("debug", [True, False])
def test_attack_34_the_report_of_a_fault_of_the_portal_is_an_outline_even_while_debugging(settings, debug):
    """Attack 34: neither message, variable, form, cookie nor address; but kind and place."""
    settings.DEBUG = debug
    said = reported(debug)
    assert SECRET not in said
    assert "builtins.ValueError at" in said
    assert "builtins.KeyError at" in said
    assert "in caught" in said


def test_attack_34_on_other_hosts_a_developer_sees_more_and_nobody_else_does(settings):
    """Attack 34: there was something to leak."""
    settings.DEBUG = True
    assert SECRET in reported(settings.DEBUG, "staff")
    settings.DEBUG = False
    assert SECRET not in reported(settings.DEBUG, "staff")


def test_attack_34_the_filter_shows_no_field_and_no_variable_of_the_portal(settings):
    """Attack 34: for a collector of faults that asks Django what may be shown."""
    settings.DEBUG = True
    request, (_, _, trace) = caught()
    found = get_default_exception_reporter_filter()
    shown = str(found.get_post_parameters(request)) + str(found.get_traceback_frame_variables(request, trace.tb_frame))
    assert "typed" in shown
    assert SECRET not in shown


def test_attack_34_a_line_of_the_log_says_where_and_not_what():
    """Attack 34: the traceback of a log line ends with the message of the exception everywhere else."""
    _, fault = caught()
    record = logging.LogRecord("family_portal", logging.ERROR, "", 1, "refused: %s", ("record 7",), fault)
    assert SECRET in logging.Formatter().format(record)
    line = Outlines("{levelname} {message}", style="{").format(record)
    assert SECRET not in line
    assert line.startswith("ERROR refused: record 7\nbuiltins.ValueError at\n")
    assert import_string(settings.LOGGING["formatters"]["plain"]["()"]) is Outlines


def test_attack_34_an_error_mail_says_at_which_door_and_nothing_else(settings):
    """Attack 34: subject and body of what ADMINS get."""
    settings.ADMINS = [("Ann", "ann@example.org")]
    request, fault = caught()
    line = "Internal Server Error: %s"
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, line, (request.path,), fault)
    record.request = request
    handler = AdminEmailHandler()
    handler.addFilter(import_string(settings.LOGGING["filters"]["doors"]["()"])())
    handler.handle(record)
    [message] = mail.outbox
    assert SECRET not in message.subject + message.body + str(message.alternatives)
    assert "an address that leads nowhere" in message.subject
    assert "builtins.ValueError" in message.body
