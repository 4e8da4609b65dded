"""What the staff host serves of recommendations and action plans, and of who was sent what."""

from django.urls import path

from publications.actions.agreeing import KEEPERS_MOVES
from publications.views.staff import (
    actions,
    actions_agencies,
    actions_agreed,
    actions_plans,
    actions_progress,
    actions_public,
    dissemination,
)

PLAN = "reviews/<uuid:uuid>/actions/"
RECOMMENDATION = f"{PLAN}recommendations/<int:number>/"
ACTION = f"{PLAN}<uuid:row>/"
OF = "actions/<slug:slug>/"
AGENCY = f"{OF}agencies/<int:number>/"
SENT = "reviews/<uuid:uuid>/dissemination/"

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/mine/<uuid:uuid>/", actions.mine, name="action_mine"),
    path("actions/documents/<int:number>/", actions.document, name="action_document"),
    path(OF, actions_progress.progress, name="actions_progress"),
    path(f"{OF}report/", actions_progress.report, name="actions_report"),
    path(f"{OF}report.pdf", actions_progress.report_pdf, name="actions_report_pdf"),
    path(f"{OF}report.csv", actions_progress.report_csv, name="actions_report_csv"),
    path(f"{OF}agencies/", actions_agencies.agencies, name="agencies"),
    path(f"{OF}agencies/add/", actions_agencies.add, name="agency_add"),
    path(AGENCY, actions_agencies.change, name="agency"),
    path(f"{AGENCY}leads/", actions_agencies.appoint, name="agency_appoint"),
    path(f"{AGENCY}leads/<int:lead>/", actions_agencies.dismiss, name="agency_dismiss"),
    path(PLAN, actions_plans.overview, name="review_actions"),
    path(f"{PLAN}take-over/", actions_plans.take, name="recommendations_take_over"),
    path(f"{PLAN}recommendations/add/", actions_plans.add, name="recommendation_add"),
    path(RECOMMENDATION, actions_plans.change, name="recommendation"),
    path(f"{RECOMMENDATION}decide/", actions_plans.decide, name="recommendation_decide"),
    path(f"{RECOMMENDATION}remove/", actions_plans.remove, name="recommendation_remove"),
    path(f"{RECOMMENDATION}agree/", actions_agreed.agree, name="action_agree"),
    path(f"{PLAN}public/", actions_public.public_plan, name="public_plan"),
    path(f"{PLAN}public/publish/", actions_public.publish, name="public_plan_publish"),
    path(f"{PLAN}public/withdraw/", actions_public.withdraw, name="public_plan_withdraw"),
    path(ACTION, actions_agreed.action, name="action"),
    path(f"{ACTION}change/", actions_agreed.change, name="action_change"),
    path(f"{ACTION}remove/", actions_agreed.remove, name="action_remove"),
    *(path(f"{ACTION}{move}/", actions_agreed.step, {"move": move}, name=f"action_{move}") for move in KEEPERS_MOVES),
    path(SENT, dissemination.overview, name="dissemination"),
    path(f"{SENT}add/", dissemination.add, name="dissemination_add"),
    path(f"{SENT}table.csv", dissemination.table, name="dissemination_csv"),
    path(f"{SENT}<uuid:row>/", dissemination.change, name="dissemination_change"),
    path(f"{SENT}<uuid:row>/remove/", dissemination.remove, name="dissemination_remove"),
]
