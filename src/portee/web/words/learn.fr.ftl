# Apprendre : le livret du territoire.

page-learn = Apprendre
page-learn-lead = Le livret du territoire : ce que veut dire « à portée », un quiz, un mauvais jour, et des fiches à imprimer.

learn-question = Qu'est-ce que « à portée » veut dire ici ?
learn-chapters = Lire chapitre par chapitre
learn-take = Emporter le livret
learn-pdf = Le livret à imprimer (PDF)
learn-html = Le livret en une page qui s'ouvre sans réseau (HTML)
learn-file = livret
learn-sheets = Fiches d'une page, sans téléphone
learn-sheets-lead = L'essentiel d'un endroit sur une feuille, avec un code court à montrer à une conseillère ou un conseiller.
learn-sheet-file = fiche-endroit
learn-sheet-pdf = La fiche en PDF
learn-back = Revenir au livret
learn-turn = Chapitres
learn-before = Avant : { $title }
learn-after = Ensuite : { $title }
learn-to-quiz = Aller au quiz
learn-quiz-private = Rien de ce que vous cochez n'est gardé.
learn-mark = Voir les réponses
learn-score = { $right ->
    [one] Une réponse juste
   *[other] { $right } réponses justes
} sur { $asked }.
learn-right = – la bonne réponse
learn-not = – votre réponse
learn-read = Relire « { $title } »
learn-work = Livret pédagogique
learn-wait = Le livret se prépare : ses chiffres et ses cartes viennent des données du territoire.
learn-wait-kept = Cela prend de quelques secondes à quelques minutes, une seule fois pour les mêmes données. Ensuite il s'ouvre aussitôt.
learn-failed = Le livret n'a pas pu être préparé.
learn-stopped = La préparation du livret a été arrêtée.
learn-again = Réessayer
