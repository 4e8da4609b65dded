"""The pages of the staff host: find the thing, ask whether the person may, call the verb, answer."""
