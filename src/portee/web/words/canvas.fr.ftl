# Ce que dit la page d'un atelier sur la tablette. Les mêmes messages sont dans canvas.en.ftl.

canvas-held = { $count ->
    [0] Tout est envoyé.
    [one] Une parole est gardée sur cet appareil.
   *[other] { $count } paroles sont gardées sur cet appareil.
 }
canvas-sent = { $count ->
    [one] La parole est envoyée.
   *[other] { $count } paroles sont envoyées.
 }
canvas-offline = { $count ->
    [one] Pas de réseau : une parole est gardée sur cet appareil, elle partira plus tard.
   *[other] Pas de réseau : { $count } paroles sont gardées sur cet appareil, elles partiront plus tard.
 }
canvas-sign-in = { $count ->
    [one] Connectez-vous de nouveau pour envoyer la parole gardée ici ; rien n'est perdu.
   *[other] Connectez-vous de nouveau pour envoyer les { $count } paroles gardées ici ; rien n'est perdu.
 }
canvas-later = { $count ->
    [one] Le site ne peut pas la prendre maintenant : la parole reste sur cet appareil et repartira toute seule.
   *[other] Le site ne peut pas les prendre maintenant : { $count } paroles restent sur cet appareil et repartiront toutes seules.
 }
canvas-some-refused = { $count ->
    [one] Une parole n'a pas été prise. Elle reste ici, avec la raison : récrivez-la ou effacez-la.
   *[other] { $count } paroles n'ont pas été prises. Elles restent ici, avec la raison : récrivez-les ou effacez-les.
 }
canvas-refused = Pas prise. { $why }
canvas-mend = Récrire
canvas-drop = Effacer
canvas-full = Cet appareil n'a plus de place : la parole n'est pas gardée. Envoyez les autres d'abord.
