"""What must stay private, in SQL only: accounts, sessions, links, audit, jobs, drafts, exact places of pains."""
