# A vacancy: the page of a small firm. The words of the answer are among those of the reports.

page-vacancy = One vacancy
page-vacancy-lead = From where and by whom a job can be taken up, and what other hours would add.
vacancy-promise = Five answers at most. Nothing is kept.
vacancy-workplace = Where is the job?
vacancy-pay = Net wage, in euros a month (optional)
vacancy-pay-hint = It serves to tell what is left once the trip is paid.
vacancy-ask = See who can come
vacancy-print = To print it on one page: the Print command of the browser.
vacancy-file = vacancy
vacancy-again = Try another job
