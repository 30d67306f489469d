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
commons-filter-all = Tous
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
commons-version = Le { $day } à { $time } (UTC), par { $author }, version { $commit }
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
