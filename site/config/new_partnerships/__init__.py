"""A new partnership as it is written down or asked for, looked at as a whole, and planted by one command.

A plan is a dictionary like docs/partnership.example.toml: fields of Partnership, `host`, `introduction`, `terms`
(fields of Terms), `contacts` (fields of ContactBlock by purpose) and `people` ({name, email, role, partner}).
"""
