"""A school's knowledge in other forms: a static site (site.py) and Open Referral HSDS (hsds.py). Needs no Rasa."""
