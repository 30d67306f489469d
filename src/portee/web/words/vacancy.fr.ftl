# Un emploi à pourvoir : la page d'une petite entreprise. Les mots de la réponse sont dans ceux des rapports.

page-vacancy = Un emploi à pourvoir
page-vacancy-lead = D'où et par qui un poste peut être tenu, et ce qu'un changement d'horaire apporterait.
vacancy-promise = Cinq réponses au plus. Rien n'est gardé.
vacancy-workplace = Où est le poste ?
vacancy-pay = Salaire net, en euros par mois (facultatif)
vacancy-pay-hint = Il sert à dire ce qui reste une fois le trajet payé.
vacancy-ask = Voir qui peut venir
vacancy-print = Pour l'imprimer sur une page : la commande Imprimer du navigateur.
vacancy-file = emploi
vacancy-again = Essayer un autre poste
