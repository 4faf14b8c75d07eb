-- The deals of an account are found by the index of all of them; this one was taken for figures that another answers by itself.
drop index opportunity_won_of_account;
