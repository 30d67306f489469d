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
canvas-refused = à récrire : ni nom, ni numéro, ni lien, ni adresse, un numéro de place
canvas-drop = Effacer
canvas-full = Cet appareil n'a plus de place : la parole n'est pas gardée. Envoyez les autres d'abord.
