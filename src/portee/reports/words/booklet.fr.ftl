# Le livret pédagogique d'un territoire.

learn-title = Qu'est-ce qui est à portée ? Livret de { $territory }
learn-subtitle = Comprendre l'accès à l'emploi, à la formation et aux services, avec les chiffres du territoire : cinq chapitres, un quiz, un exercice de mauvais jour et des notes pour qui anime.
learn-contents = Dans ce livret
learn-licence = Ce livret est un commun : vous pouvez le copier, le modifier et le redonner sous la licence CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/deed.fr), en citant « { $territory }, Portée ».
learn-foot = Fait avec Portée { $version }, pour le { DAY($day) }. Mêmes données, même livret.
learn-exercise = À vous
learn-things = { $kind ->
    [jobs] emplois
    [training] places de formation
    [childcare] places de crèche
    [school] écoles
    [health] soignants
    [shops] commerces
   *[services] services
}
learn-of-things = { $kind ->
    [jobs] d'emplois
    [training] de places de formation
    [childcare] de places de crèche
    [school] d'écoles
    [health] de soignants
    [shops] de commerces
   *[services] de services
}
learn-the-nearest = { $kind ->
    [jobs] l'emploi le plus proche
    [training] la formation la plus proche
    [childcare] la crèche la plus proche
    [school] l'école la plus proche
    [health] le soignant le plus proche
    [shops] le commerce le plus proche
   *[services] le service le plus proche
}
learn-minutes = { $minutes } min
learn-percent = { $percent } %
learn-beyond = plus de 90 min
learn-none = –
learn-hour = { CLOCK($time) }
learn-place = endroit
learn-near = près de « { $place } »

## Ce que veut dire « à portée »

learn-reach-title = Ce que veut dire « à portée »
learn-reach-answer = À { CLOCK($busy) }, { $near }, { $reached } { $things } sur { $total } sont à portée en { $minutes } minutes.
learn-reach-what = Un lieu est « à portée » quand on y arrive dans le temps que l'on s'est donné : marche jusqu'à l'arrêt, attente, trajet, correspondances et marche jusqu'à la porte. La distance ne suffit pas : deux lieux à la même distance peuvent être à dix minutes ou à une heure.
learn-reach-how = Pour ce livret, Portée a pris les rues et les horaires publiés, un jour ordinaire, et a calculé le trajet le plus rapide à pied et en transports en commun pour un départ à chaque minute d'une demi-heure. Le chiffre retenu est celui d'un départ moyen : la moitié des départs font mieux, l'autre moitié moins bien.
learn-reach-time = Le temps compte plus qu'il n'y paraît : en { $shorter } minutes au lieu de { $minutes }, on n'atteint plus que { $less } { $things }. Enlever un tiers du temps enlève { $lost } % de ce qui est à portée.
learn-reach-table = Ce qui est à portée selon le temps que l'on se donne
learn-reach-minutes = temps
learn-reach-share = part du total
learn-map-alt = Carte : l'endroit de départ { $near }, la zone que l'on atteint en { $half } minutes et, plus grande, celle que l'on atteint en { $minutes } minutes. Le tableau de ce chapitre dit la même chose en chiffres.
learn-map-here = départ
learn-map-near = en { $half } minutes
learn-map-far = en { $minutes } minutes
learn-map-credit = { $osm ->
    [yes] © les contributeurs d'OpenStreetMap (ODbL). Sources : dernier chapitre.
   *[no] Sources : dernier chapitre.
}
learn-reach-task = D'après le tableau, combien { $of-things } gagne-t-on en passant de { $from } à { $to } minutes ? Et de { $before } à { $from } minutes ? Pourquoi les deux nombres ne sont-ils pas les mêmes ?
learn-reach-solution = De { $from } à { $to } minutes : { $gain } { $things } de plus ; de { $before } à { $from } minutes : { $first }. La surface que l'on peut atteindre grandit plus vite que le temps, jusqu'à ce que l'on sorte des quartiers denses ou que les lignes s'arrêtent.

## Qui atteint quoi, et à quelle heure

learn-hours-title = À { CLOCK($busy) } et à { CLOCK($early) }
learn-hours-answer = { $change ->
    [less] { $near }, partir à { CLOCK($early) } plutôt qu'à { CLOCK($busy) } laisse à portée { $percent } % des { $things }.
   *[same] { $near }, on atteint autant { $of-things } à { CLOCK($early) } qu'à { CLOCK($busy) }, ou plus.
}
learn-hours-what = Beaucoup d'emplois commencent avant que les lignes ne roulent souvent : nettoyage, soins, logistique, boulangerie. Une carte faite pour { CLOCK($busy) } ne dit rien d'eux.
learn-hours-table = { $things } à portée en { $minutes } minutes, selon l'endroit et l'heure
learn-hours-kept = ce qu'il reste
learn-people-table = Au même endroit, selon la personne
learn-people-lead = Départ { $near }, { $minutes } minutes, avec le budget mensuel de chaque profil. Un profil est une sorte d'habitant, jamais une personne.
learn-people-who = profil
learn-people-budget = budget par mois
learn-people-unlimited = sans limite
learn-people-after = Permis, véhicule, droits et budget changent ce qui est à portée, bien plus souvent que la volonté.
learn-hours-task = Choisissez une ligne du premier tableau. Divisez le nombre de { CLOCK($early) } par celui de { CLOCK($busy) }, puis multipliez par cent. Que dit le résultat à quelqu'un qui cherche un emploi du matin ?
learn-hours-solution = Pour le départ { $near } : { $early-count } divisé par { $busy-count }, soit { $percent } %.

## Un quartier et un autre

learn-places-title = Un quartier et un autre
learn-places-answer = En { $minutes } minutes, à { CLOCK($busy) }, on atteint { $best-count } { $things } { $best }, et { $least-count } { $least }.
learn-places-what = Les quartiers n'ont pas les mêmes lignes, ni la même distance aux { $things }. Ce n'est pas un classement des habitants : ce sont les lieux et les services qui ont des manques.
learn-places-table = Minutes jusqu'au plus proche, à { CLOCK($busy) }
learn-places-after = Minutes arrondies au-dessus. Une personne à qui il manque une crèche ne peut pas se servir des emplois à portée.
learn-places-task = Quelle part de ce qui est à portée { $best } l'est aussi { $least } ? Nommez deux changements (une ligne, un horaire, un service sur place) qui réduiraient l'écart.
learn-places-solution = { $least-count } divisé par { $best-count }, soit { $percent } %. Il n'y a pas qu'une bonne réponse pour les changements : la page « Et si ? » de l'application, ou la commande « portee scenario », les essaie.

## Ce que coûte un trajet par mois

learn-money-title = Ce que coûte un trajet de travail par mois
learn-money-answer = Avec { $eur } € par mois, le profil « { $who } » atteint { $reached } { $things } ; sans limite de prix, { $most }.
learn-money-what = Le prix d'un mois compte les tickets ou l'abonnement, les aides auxquelles le profil a droit et, pour un véhicule, l'énergie et l'usure. Il ne compte pas l'achat ni l'assurance du véhicule.
learn-money-ways = Les moyens de « { $who } »
learn-money-way = moyen
learn-money-month = par mois
learn-money-range = { $low } à { $high }
learn-money-budgets = { $things } à portée en { $minutes } minutes, selon le budget
learn-money-budget = budget par mois
learn-money-task = « { $way } » coûte jusqu'à { $month } par mois. Combien sur onze mois de travail ? Et par jour, pour { $days } jours travaillés dans le mois ?
learn-money-solution = { $year } pour onze mois ; { $day } par jour travaillé.
learn-way = { $kind ->
    [walk] À pied
    [bicycle] À vélo
    [car] En voiture
    [transit] En transports en commun
   *[other] Autre
}

## Un mauvais jour

learn-bad-title = Un mauvais jour
learn-bad-answer = { $worst ->
    [none] Aucune des épreuves tirées ne change ce qui est à portée { $near } : un territoire peut tenir.
   *[some] L'épreuve la plus dure retire { $percent } % des { $things } à portée { $near }, aller et retour.
}
learn-bad-what = Une ligne s'arrête, une rue ferme, les courses sont moins nombreuses. L'exercice tire des épreuves avec un numéro, { $seed } : le même numéro, sur les mêmes données, redonne les mêmes épreuves. Elles ne sont pas des prévisions.
learn-bad-how = On compte ici ce que l'on atteint en partant à { CLOCK($busy) } et d'où l'on peut rentrer pour { CLOCK($back) }, en { $minutes } minutes chaque fois.
learn-bad-table = Ce qui reste à portée, épreuve par épreuve
learn-bad-step = épreuve
learn-bad-usual = Un jour ordinaire
learn-bad-task = Pour chaque épreuve : qui est touché en premier ? Que peut-on faire en une heure, en un jour, en un mois ? Écrivez une action par délai.
learn-bad-solution = Le tableau du chapitre dit qui perd. Faites comparer les actions proposées aux questions de l'épreuve : prévient-on aussi les personnes sans téléphone ? qui prend le relais si la première action échoue ?
learn-bad-replay = Pour rejouer : portee scenario drill RÉSEAU --seed { $seed } --steps { $steps } -o exercice

## Quiz

learn-quiz-title = Quiz
learn-quiz-answer = { $count ->
    [one] Une question
   *[other] { $count } questions
} sur votre territoire. Les réponses sont calculées à partir de ses données.
learn-quiz-how = Les nombres sont arrondis à deux chiffres. Les réponses sont à la fin des notes pour l'animation.
learn-ask-reach = { $near }, à { CLOCK($busy) }, combien { $of-things } (sur { $total }) sont à portée en { $minutes } minutes ?
learn-why-reach = Le calcul donne { $exact } { $things } sur { $total }.
learn-ask-shorter = Au même endroit, combien { $of-things } en { $shorter } minutes au lieu de { $minutes } ?
learn-why-shorter = Le calcul donne { $exact } { $things }. Une règle de trois se trompe : ce qui est à portée ne suit pas le temps.
learn-ask-early = Au même endroit, en partant à { CLOCK($early) }, quelle part des { $things } de { CLOCK($busy) } a-t-on encore ?
learn-why-early = { $exact } %. Au petit matin, les lignes et leurs fréquences ne sont pas celles de { CLOCK($busy) }.
learn-ask-most = D'où atteint-on le plus { $of-things } en { $minutes } minutes, à { CLOCK($busy) } ?
learn-why-most = { $near } : { $exact } { $things }.
learn-ask-apart = Pour 100 { $things } à portée { $best }, combien { $least } ?
learn-why-apart = { $exact }. L'écart est celui des lieux et des lignes, pas celui des habitants.
learn-ask-nearest = { $near }, combien de minutes jusqu'à { $nearest } ?
learn-why-nearest = { $exact } minutes, marche et attente comprises.
learn-ask-money = Avec { $eur } € par mois, combien { $of-things } le profil « { $who } » atteint-il en { $minutes } minutes { $near } ?
learn-why-money = Le calcul donne { $exact } { $things } : un moyen trop cher pour le budget ne compte pas.
learn-ask-worst = Quelle épreuve retire le plus { $of-things } { $near } ?
learn-why-worst = Il en reste { $exact } sur { $usual }.
learn-quiz-none = Ce territoire n'a pas assez de données pour un quiz.

## Notes pour l'animation

learn-trainer-title = Notes pour l'animation
learn-trainer-answer = Comptez deux heures pour un groupe de six à quinze personnes ; aucun ordinateur n'est nécessaire.
learn-trainer-plan-title = Déroulé proposé
learn-trainer-plan-1 = Dix minutes : chacun écrit le trajet le plus long de sa semaine, et ce qu'il permet. Personne n'est tenu de le lire à voix haute.
learn-trainer-plan-2 = Trente minutes : chapitres 1 et 2, en binômes, avec les exercices.
learn-trainer-plan-3 = Vingt minutes : chapitres 3 et 4. Laissez le groupe expliquer les écarts avant de donner les vôtres.
learn-trainer-plan-4 = Trente minutes : l'exercice du mauvais jour, une épreuve par table, puis mise en commun.
learn-trainer-plan-5 = Vingt minutes : quiz à mains levées (A, B, C, D), puis retour sur les réponses qui surprennent.
learn-trainer-plan-6 = Dix minutes : ce que l'on voudrait changer, et à qui le dire.
learn-trainer-care-title = À garder en tête
learn-trainer-care-1 = Ne demandez à personne son adresse, son revenu ou sa situation : les profils du livret suffisent.
learn-trainer-care-2 = Un quartier n'est pas une personne. Parlez de ce qui manque aux lieux, pas de ce qui manquerait aux gens.
learn-trainer-care-3 = Les horaires sont ceux qui sont publiés : retards, bus pleins et sentiment d'insécurité n'y sont pas. Demandez au groupe ce que le calcul ne voit pas, et notez-le.
learn-trainer-care-4 = Un nombre d'emplois à portée compte des postes, pas des postes libres ni ceux qui conviennent à chacun.
learn-trainer-solutions = Solutions des exercices
learn-trainer-answers = Réponses du quiz
learn-trainer-question = question
learn-trainer-right = réponse
learn-trainer-explained = explication
learn-trainer-same = Redonner ce livret : portee booklet TERRITOIRE --seed { $seed } --date { $day } --out livret.html

## D'où viennent les chiffres

learn-sources-title = D'où vient chaque chiffre
learn-sources-answer = Chaque chiffre de ce livret peut être recalculé : voici ce qui a été demandé, et à partir de quelles données.
learn-sources-figures = Ce qui a été demandé
learn-sources-figure = chiffre
learn-sources-asked = question posée au calcul
learn-sources-value = valeur
learn-sources-there = départ de { $lat } ; { $lon } dans la demi-heure qui suit { CLOCK($time) }, { $minutes } minutes
learn-sources-both = départ de { $lat } ; { $lon } dès { CLOCK($time) } et retour dès { CLOCK($back) }, { $minutes } minutes chaque fois
learn-sources-profile = profil « { $who } », { $eur }
learn-sources-eur = { $eur } par mois au plus
learn-sources-files = Les données
learn-sources-what = quoi
learn-sources-file = fichier
learn-sources-date = date
learn-sources-licence = licence
learn-sources-none = non indiquée
learn-sources-streets = rues et horaires
learn-sources-prices = prix et offres
learn-sources-network = Réseau { $key } ; jour du { DAY($day) } ; exercice n° { $seed }.
learn-sources-notes = À savoir sur ces données
learn-sources-limits = Ce que ces chiffres ne disent pas
learn-sources-limit-1 = Un retard, un bus plein, une rue où l'on n'ose pas marcher la nuit.
learn-sources-limit-2 = Si un emploi est libre, et s'il convient à quelqu'un.
learn-sources-limit-3 = Les trajets à vélo partagé, en covoiturage ou à la demande, quand ils dépendent de l'heure ou de la place.

## Fiches d'une page

learn-sheet-title = Ce qui est à portée { $near }
learn-sheet-answer = À { CLOCK($busy) }, { $reached } { $things } sur { $total } en { $minutes } minutes ; à { CLOCK($early) }, { $at-early }.
learn-sheet-lead = À pied et en transports en commun, un jour ordinaire. Cette fiche se garde sans téléphone ni connexion.
learn-sheet-code = Code de l'endroit : { $code }
learn-sheet-code-says = Montrez ce code à une conseillère, un conseiller ou à la maison de quartier : tapé dans « Une personne », il redonne la réponse depuis cet endroit, pour le profil type « { $who } ». Il ne contient aucune information sur vous.
learn-sheet-counted = { $things } à portée, selon le temps que l'on se donne et l'heure du départ.
learn-sheet-kinds = Le plus proche
learn-sheet-notices = À savoir
