# Lire le commun : la matrice, les fiches, leurs versions. Les mêmes messages sont dans commons.en.ftl.

page-commons = Commun
page-commons-lead = Besoins, solutions, pratiques et preuves, à lire, à vérifier et à reprendre.

commons-rooms = Pages du commun
commons-room-home = Vue d'ensemble
commons-room-matrix = Matrice
commons-room-matrix-lead = Pour chaque besoin, quelles solutions, avec quel conseil.
commons-room-changes = Nouveautés
commons-find = Chercher dans le commun
commons-find-go = Chercher
commons-feed = Fil des nouveautés (Atom)
commons-none = Ce territoire n'a pas encore de commun.
commons-none-hint = Qui tient ce site peut en commencer un : « portee commons init », puis l'indiquer dans workspace.yaml.

commons-question = Que sait-on déjà, et sur quoi cela repose-t-il ?
commons-answer = { $needs ->
    [one] Un besoin
   *[other] { $needs } besoins
  }, { $solutions ->
    [one] une solution
   *[other] { $solutions } solutions
  } : la matrice en croise { $cells ->
    [one] une case
   *[other] { $cells } cases
  }, avec { $practices ->
    [one] une pratique
   *[other] { $practices } pratiques
  } et { $evidence ->
    [one] une preuve
   *[other] { $evidence } preuves
  }.
commons-state = Dernier changement le { $day }. { $total ->
    [one] Une fiche
   *[other] { $total } fiches
  }, dont { $unreviewed } que personne n'a encore relues : elles le disent.
commons-unreadable = { $count ->
    [one] Une fiche ne peut pas être lue : elle n'est pas montrée.
   *[other] { $count } fiches ne peuvent pas être lues : elles ne sont pas montrées.
  }
commons-take-part = Prendre part
commons-propose-change = Proposer un changement à cette fiche
commons-kinds = Toutes les fiches, par sorte
commons-latest = Dernières fiches changées
commons-all-changes = Toutes les nouveautés

## La matrice

commons-matrix-question = Quelles solutions pour quels besoins ?
commons-matrix-empty = Ce commun n'a pas encore de case dans sa matrice.
commons-matrix-answer = { $shown ->
    [one] Une case
   *[other] { $shown } cases
  } sur { $total } : { $needs ->
    [one] un besoin
   *[other] { $needs } besoins
  }, { $solutions ->
    [one] une solution
   *[other] { $solutions } solutions
  }.
commons-matrix-nothing = Aucune case ne répond à ces filtres, sur { $total }.
commons-matrix-table = Matrice, à faire défiler
commons-matrix-caption = Une case vide : personne n'a encore écrit si la solution répond au besoin.
commons-matrix-levels = Le niveau dit ce qui est fait aujourd'hui : 0 rien, 1 on informe, 2 on propose, 3 on adapte aux personnes, 4 on fait avec elles.
commons-need = Besoin
commons-level = Niveau { $level } : { $words }
commons-contested = contestée
commons-filters = Filtrer
commons-filter-all = Tout
commons-filter-territory = Territoire
commons-filter-advice = Conseil
commons-filter-least = Niveau, au moins
commons-filter-level = { $level } : { $words }
commons-filter-status = État de la fiche
commons-filter-part = Demande quelque chose au
commons-filter-type = Sorte de fiche
commons-filter-words = Mots
commons-filter-go = Montrer
commons-filter-clear = Tout montrer
commons-filter-unknown = Ce choix n'existe pas : il n'est pas pris en compte.
commons-filter-long = C'est trop long : seul le début est cherché.

## Chercher, lister

commons-search-question = Que cherchez-vous ?
commons-search-answer = { $count ->
    [0] Aucune fiche ne contient « { $words } ».
    [one] Une fiche contient « { $words } ».
   *[other] { $count } fiches contiennent « { $words } ».
  }
commons-list-answer = { $count ->
    [0] Aucune fiche.
    [one] Une fiche.
   *[other] { $count } fiches.
  }
commons-search-more = Seules les { $most } premières sont montrées : ajoutez un mot.
commons-search-nothing = Essayez un mot de moins, un mot plus courant, ou enlevez un filtre.
commons-no-record = Aucune fiche n'est à cette adresse.
commons-no-record-hint = Elle a peut-être changé de nom. Cherchez-la par ses mots depuis la page du commun.

## Versions

commons-history = Histoire de la fiche
commons-history-question = Qui a écrit cette fiche, et qu'est-ce qui a changé ?
commons-history-answer = { $count ->
    [one] Une version.
   *[other] { $count } versions, la plus récente d'abord.
  }
commons-version = Le { $moment }, par { $author }, version { $commit }
commons-history-see = Voir ce que cette version a changé
commons-diff = Ce qui a changé
commons-diff-old = Comparer depuis
commons-diff-new = jusqu'à
commons-diff-go = Comparer
commons-diff-first = Première version : { $count ->
    [one] un champ.
   *[other] { $count } champs.
  }
commons-diff-answer = { $count ->
    [0] Rien n'a changé entre ces deux versions.
    [one] Un champ a changé.
   *[other] { $count } champs ont changé.
  }
commons-diff-between = De la version { $old } à la version { $new }.
commons-diff-at = Version { $new }.
commons-diff-legend = Ce qui est entré est souligné, ce qui est sorti est barré.
commons-diff-in = Ajouté :
commons-diff-out = Retiré :
commons-no-version = Cette version n'existe pas dans l'histoire du commun.
commons-no-version-hint = Choisissez-en une dans l'histoire de la fiche.
commons-changes-question = Qu'y a-t-il de nouveau ?
commons-changes-answer = { $count ->
    [one] Une version du commun, du { $day }.
   *[other] { $count } versions du commun, la dernière du { $day }.
  }
commons-versions = Versions du commun

## Pratiques

commons-room-practices = Pratiques
commons-room-practices-lead = Ce que d'autres ont fait, où, avec quels résultats.
commons-practices-question = Qui a déjà fait quoi, et où ?
commons-practices-answer = { $count ->
    [0] Aucune pratique ne répond à ces filtres.
    [one] Une pratique.
   *[other] { $count } pratiques, dans { $countries ->
        [one] un pays
       *[other] { $countries } pays
      }.
  }
commons-practices-list = La même chose en liste
commons-filter-solution = Solution
commons-filter-country = Pays
commons-filter-country-hint = Code à deux lettres (ISO 3166-1).
commons-filter-grade = Qualité de la preuve
commons-filter-state = Où en est-elle
commons-grade = Qualité de la preuve { $words }.
commons-not-placed = (sans point sur la carte)
commons-map-europe = Pratiques en Europe de l'Ouest
commons-map-world = Pratiques ailleurs dans le monde
commons-map-method = Chaque numéro mène à la liste. Les points sont à une dizaine de kilomètres près, les côtes dessinées à main levée. { $unplaced ->
    [0] Toutes les pratiques ont un point.
    [one] Une pratique d'un pays entier ou d'un lieu inconnu n'a pas de point.
   *[other] { $unplaced } pratiques d'un pays entier ou d'un lieu inconnu n'ont pas de point.
  }

## Territoires comme le mien

commons-room-alike = Territoires comme le mien
commons-room-alike-lead = Ce qui pourrait marcher chez vous, et pourquoi.
commons-alike-question = Qu'est-ce qui pourrait marcher ici aussi ?
commons-alike-none = Ce commun ne décrit encore aucun territoire.
commons-alike-answer = { $count ->
    [0] Aucune pratique
    [one] Une pratique
   *[other] { $count } pratiques
  } sur { $total } { $count ->
    [0] ne pourrait
    [one] pourrait
   *[other] pourraient
  } convenir ; aux autres manque une condition indispensable.
commons-alike-territory = Territoire
commons-alike-code = Code d'un quartier prioritaire
commons-alike-code-hint = Par exemple QP013001 (2015) ou QN01313M (2024), selon le registre.
commons-code-unknown = Ce code n'est pas dans le registre de ce site.
commons-may-work = Pratiques pour
commons-may-method = De 0 (une condition indispensable manque) à 1 (même contexte, toutes conditions réunies, meilleure preuve). L'intervalle s'élargit avec ce que l'on ne sait pas. Ce n'est pas une probabilité.
commons-between = de { $low } à { $high }
commons-missing = Il manque : { $conditions }
commons-why = Pourquoi ?
commons-why-likeness = Ressemblance des lieux : { $range } ; { $known } % de ce dont le résultat dépend est connu des deux.
commons-why-driver = { $name }, poids { $weight }
commons-why-conditions = Conditions : { $range }.
commons-why-not-told = Personne n'a dit si ces conditions sont réunies ici : { $conditions }
commons-why-evidence = Qualité de la preuve { $grade } : facteur { $factor }.
commons-skipped = { $count ->
    [one] Une pratique ne dit pas de quoi son résultat dépend : elle n'est pas comparée.
   *[other] { $count } pratiques ne disent pas de quoi leur résultat dépend : elles ne sont pas comparées.
  }
commons-like = Territoires de ce commun qui lui ressemblent
commons-like-none = Aucun autre territoire de ce commun n'est assez connu pour être comparé.
commons-distance = Distance { $distance } (entre { $low } et { $high }), de 0 pour semblables à 1 ; { $known } % de ce qui compte est connu des deux.
commons-near = Proches : { $reasons }
commons-far = Différents : { $reasons }
commons-national = Dans le registre des quartiers ({ $count })
commons-national-of = Les plus semblables à { $label }
commons-national-ask = Donnez un code de quartier pour voir ceux qui lui ressemblent.

## Reprendre

commons-room-reuse = Reprendre
commons-reuse-question = Comment reprendre ce commun ?
commons-reuse-answer = Tout peut être repris, modifié et vendu, en citant les auteurs et en gardant la licence { $licence }.
commons-reuse-problem = Le commun a un problème à régler avant que ses données puissent être prises d'un bloc : « portee commons check » dit lequel. Les pages restent lisibles.
commons-package = Prendre toutes les données
commons-package-hint = Fiches en Markdown et JSON, tableaux CSV et Parquet, schémas, licences, citation, catalogue : un paquet de données (« data package ») que d'autres outils lisent.
commons-tables = Tableau par tableau
commons-table-name = Contenu
commons-table-file = Fichier
commons-table-size = Taille
commons-table-licence = Licence
commons-cite = Citer
commons-people = Qui l'a écrit
commons-person = { $name } : { $changes ->
    [one] un changement
   *[other] { $changes } changements
  }, { $reviews ->
    [0] aucune relecture
    [one] une relecture
   *[other] { $reviews } relectures
  }
commons-programs = Pour les programmes
commons-programs-hint = Les mêmes noms que la ligne de commande :
commons-credits = Sources citées ({ $count })
commons-not-stated = licence non indiquée
