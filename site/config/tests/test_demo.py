"""The demo: one command, harmless when run again, and nowhere else."""

import re

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("command", [["demo"], ["demo_code", "manager@surrey.example.org"], ["demo_family"]])
def test_the_demo_refuses_outside_the_demo(command):
    with pytest.raises(CommandError, match="demo"):
        call_command(*command)


@pytest.mark.xdist_group("demo")
def test_setting_up_again_changes_nothing(demo_site):
    done = demo_site.manage("demo", "--set-up-only", "--port", str(demo_site.port))
    assert (done.returncode, "…" in done.stdout) == (0, False)


@pytest.mark.xdist_group("demo")
def test_a_port_that_is_taken_is_refused_in_words(demo_site):
    done = demo_site.manage("demo", "--port", str(demo_site.port))
    assert (done.returncode, "Choose another one with --port" in done.stderr) == (1, True)


@pytest.mark.xdist_group("demo")
def test_an_unknown_address_has_no_code(demo_site):
    assert "no account" in demo_site.manage("demo_code", "nobody@example.org").stderr


@pytest.mark.xdist_group("demo")
def test_debug_is_off_and_secrets_lie_under_var_alone(demo_site):
    assert (
        demo_site.manage("shell", "-c", "from django.conf import settings; print(settings.DEBUG)").stdout.split()[-1]
        == "False"
    )
    assert oct((demo_site.folder / "secrets.env").stat().st_mode)[-3:] == "600"


@pytest.mark.xdist_group("demo")
def test_the_record_of_the_demos_steps_is_whole(demo_site):
    assert "is whole" in demo_site.manage("verify_steps").stdout


@pytest.mark.xdist_group("demo")
def test_two_families_are_ready_to_sign_in_or_to_join_and_their_codes_stand_in_no_table(demo_site, tmp_path):
    told = demo_site.manage("demo_family").stdout
    codes = re.findall(r"code ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}) +second proof (\d{8})", told)
    names = re.findall(r"  (\S+@family\.example\.org) +code \d{6}", told)
    assert (len(names), len(codes)) == (2, 2)
    dump = tmp_path / "dump.json"
    assert demo_site.manage("dumpdata", "--output", str(dump)).returncode == 0
    assert "family_portal.familymember" in dump.read_text()
    secrets = [code for code, _ in codes] + names + ["Thistlewood", "Wierzbick"]
    assert not [word for word in secrets if word in dump.read_text()]
