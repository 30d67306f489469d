# Les territoires qui se ressemblent, et le courrier qu'on leur écrit. Les mêmes messages sont dans territories.en.ftl.

alike-same = presque pareil
alike-near = proche
alike-apart = assez différent
alike-far = très différent
alike-unknown = non connu
alike-reason = { $title } ({ $mine } et { $theirs })
alike-title = { $title } ({ $unit })
alike-one = { $title } ({ $figure })

letter-subject = { $theirs } et { $mine } se ressemblent : échanger ce qui marche
letter-to = Aux personnes et aux organismes qui agissent dans le quartier { $theirs }
letter-greeting = Bonjour,
letter-intro = Nous travaillons dans le quartier { $mine } pour que chacun puisse atteindre un emploi, une formation et les services. Parmi { $candidates } quartiers prioritaires comparés au nôtre sur { $count } indicateurs publics, { $theirs } est { $rank ->
    [1] le plus semblable
   *[other] le { $rank }ᵉ plus semblable
  }.
letter-near = Ce qui nous rapproche : { $list }.
letter-far = Ce qui nous distingue : { $list }.
letter-far-none = Aucun indicateur ne nous distingue nettement.
letter-table-variable = Indicateur
letter-table-mine = Chez nous
letter-table-theirs = Chez vous
letter-table-gap = Écart
letter-share = Ce que nous pouvons partager
letter-share-figures = Les chiffres de ce courrier, leurs sources, et de quoi les recalculer.
letter-share-method = La liste des indicateurs et leurs poids, à reprendre ou à corriger.
letter-ask = Ce que nous aimerions savoir
letter-ask-tried = Qu'avez-vous essayé pour que l'on arrive au travail, tôt le matin, le soir ou le week-end ?
letter-ask-worked = Qu'est-ce qui a marché, qu'est-ce qui n'a pas marché, et comment le savez-vous ?
letter-ask-missing = De quoi auriez-vous eu besoin au départ ?
letter-closing = Quelques lignes nous suffisent. Nous partagerons de même ce que nous apprendrons.
letter-signature = [La structure qui écrit, et comment la joindre]
letter-method = Comment c'est calculé
letter-method-distance = Distance de Gower : { $distance }, de 0 (semblables en tout) à 1. Chaque écart est rapporté à l'étendue de l'indicateur parmi les { $total } quartiers du registre, puis pondéré.
letter-method-gap = { $count ->
    [one] Un indicateur n'est pas connu
   *[other] { $count } indicateurs ne sont pas connus
  } des deux : selon { $count ->
    [one] sa valeur
   *[other] leurs valeurs
  }, la distance irait de { $low } à { $high }.
letter-method-vintage = Géographie prioritaire de { $vintage } : { $mine } et { $theirs }.
letter-method-estimated = Des chiffres sont estimés à partir de l'ancienne géographie, selon les surfaces communes.
letter-method-sources = Sources : { $list }.
letter-method-limit = Des chiffres semblables ne disent pas que les mêmes solutions marcheront. Ce courrier ne contient aucune donnée sur des personnes.

territory-map-alike = Les quartiers qui ressemblent le plus à { $name }
territory-map-groups = { $count } groupes de quartiers qui se ressemblent
territory-layer-alike = Quartiers
territory-layer-here = Le quartier demandé
territory-column-rank = Ressemblance
territory-ranks-first = { $last ->
    [1] Le plus semblable
   *[other] Rangs 1 à { $last }
  }
territory-ranks-next = Rangs { $first } à { $last }
territory-ranks-others = Les autres quartiers
territory-lead-alike = Les plus semblables : { $list }.
territory-lead-groups = Chaque groupe porte le nom de son quartier type, le plus proche de tous les autres du groupe.
territory-layer-groups = Quartiers
territory-column-distance = Distance (Gower)
territory-column-group = Groupe
territory-group = Groupe { $number } : { $name }
territory-map-estimated = Des chiffres sont estimés à partir de l'ancienne géographie, selon les surfaces communes.
territory-map-limit = Un point par quartier, à l'intérieur de son périmètre. La distance va de 0 (semblables) à 1.

note-qpv-geography = Géographie prioritaire de { $vintage }.
note-qpv-mended = Périmètres qui se croisaient eux-mêmes, réparés : { $count } ({ $codes }) ; aucune surface n'a changé de plus de { $most }{"\u00A0"}%.
note-qpv-withheld = Zéros lus comme non publiés : { $figures }.
note-qpv-overlap = Des périmètres se recouvrent, ce qui est dans plusieurs a été partagé : { $codes }.
note-qpv-carried = Indicateurs de { $old } portés à { $new } selon les surfaces, comme si la population était également répartie : des estimations. { $none } quartiers sur { $total }, dont moins de { $least } était dans d'anciens quartiers, n'en ont pas.
