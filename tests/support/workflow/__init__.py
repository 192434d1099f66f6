"""The editors' workflow as a machine that Hypothesis drives, with a model beside it."""
