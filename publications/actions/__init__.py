"""What becomes of recommendations: agreed with agencies, carried out, reported, and shown to the public.

One module for each deed. Who reads what: keepers (`Deed.KEEP_ACTIONS`) their partnership's plans, leads of agencies the
actions of their own agencies, the public the rows of a published `PlanEdition` and nothing else.
"""
