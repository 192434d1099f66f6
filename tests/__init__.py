"""The tests: sentences about what the site does, in folders that mirror app/."""
