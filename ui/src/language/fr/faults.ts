import type { Words } from "../words";

/** What is wrong with what was typed or chosen, and what to do about it. */
export const faults: Words["faults"] = {
  addressEmpty: "Saisissez l’adresse de votre ProcessMaker.",
  addressTooLong: "Cette adresse est trop longue.",
  addressMalformed:
    "Ce n’est pas une adresse ; elle ressemble à https://your-company.processmaker.net.",
  addressScheme: "Une adresse commence par https://.",
  addressPlainHttp: "Utilisez https : par http, les jetons seraient lisibles en route.",
  addressCredentials: "Laissez le nom d’utilisateur et le mot de passe hors de l’adresse.",
  name: (most) => `Prenez un nom de ${most} caractères au plus.`,
  clientId:
    "Copiez l’ID client depuis Auth Clients dans ProcessMaker ; c’est souvent un petit nombre.",
  clientSecret: "Collez le secret du client depuis Auth Clients dans ProcessMaker.",
  credentials: "Saisissez votre nom d’utilisateur et votre mot de passe.",
  tokenShape:
    "Ce n’est pas un jeton de ProcessMaker ; c’est un long texte en trois parties séparées de points.",
  tokenOver: "Ce jeton a expiré ; créez-en un nouveau dans ProcessMaker.",
  tokenName: (most) => `Prenez un nom de ${most} caractères au plus.`,
  noPath: "Saisissez le chemin d’une requête ; il ressemble à /api/1.0/users.",
  noSlash: "Commencez le chemin par /.",
  otherServer: "Retirez le serveur et commencez le chemin par un seul /.",
  backslash: "Écrivez / à la place de \\.",
  invisible: "Le chemin contient un caractère invisible ; saisissez-le à nouveau.",
  fragment: "Retirez # et ce qui suit, ou écrivez %23.",
  outside: "Le chemin sort de ProcessMaker ; retirez « .. ».",
  placeholder: (name) => `Mettez une valeur à la place de {${name}}.`,
  pathTooLong: (most) => `Raccourcissez le chemin à ${most} caractères au plus.`,
  tooManyHeaders: (most) => `Utilisez ${most} en-têtes au plus.`,
  headerName: (name) =>
    `« ${name} » n’est pas un nom d’en-tête ; utilisez lettres, chiffres et traits d’union.`,
  notYours: (name) => `Retirez l’en-tête ${name} ; Latchkey s’en occupe.`,
  headerValue: (name, most) =>
    `La valeur de l’en-tête ${name} ne peut pas être envoyée ; utilisez au plus ${most} lettres, chiffres et signes simples.`,
  noBody: (method) =>
    `Une requête ${method} n’a pas de corps ; videz-le ou choisissez une autre méthode.`,
  bodyTooLarge: "Le corps est trop grand ; envoyez un mégaoctet au plus.",
  bodyNotJson: (line, column) =>
    `Le corps n’est pas du JSON ; voyez la ligne ${line}, colonne ${column}.`,
  tooManyFavourites: (most) => `Retirez d’abord un favori ; il y en a déjà ${most}.`,
  fileTooLarge: "Ce fichier est trop grand ; des connexions prennent quelques kilo-octets.",
  fileNotJson: (said) => `Ce n’est pas du JSON. Texte d’origine : ${said}`,
  fileOfSomethingElse:
    "Ce ne sont pas des connexions de Latchkey ; choisissez un fichier qu’il a exporté.",
  fileNewer: "Ce fichier vient d’un Latchkey plus récent ; mettez Latchkey à jour pour le lire.",
  tooManyConnections: (most) => `Ce fichier contient plus de ${most} connexions.`,
  entryMalformed: (said) => `Cette entrée est illisible. Texte d’origine : ${said}`,
  linkTooLong: "Ce lien est trop long.",
  linkRepeated: "Ce lien dit deux fois la même chose.",
  proxyEmpty: "Saisissez l’adresse du proxy ; elle ressemble à http://proxy.example:3128.",
  proxyMalformed: "Ce n’est pas l’adresse d’un proxy ; elle ressemble à http://proxy.example:3128.",
  proxyScheme: "Seuls les proxys en http:// et https:// peuvent être utilisés.",
  proxyCredentials:
    "Laissez le nom d’utilisateur et le mot de passe hors de l’adresse : ils ont leurs propres champs.",
  proxyUser: "Un nom d’utilisateur pour un proxy n’a pas de deux-points et au plus 255 caractères.",
  authorityTooLarge: "Ce fichier est trop grand pour un certificat.",
  authorityPrivateKey:
    "Ce fichier contient une clé privée. Choisissez celui qui n’a que le certificat.",
  noCertificate:
    "Ce n’est pas un certificat. Choisissez-en un au format PEM ou DER (.pem, .crt, .cer).",
  tooManyAuthorities: (most) =>
    `Ce fichier contient plus de ${most} certificats. Choisissez celui de votre entreprise.`,
  noAuthority: "C’est le certificat d’un serveur. Choisissez celui de qui l’a signé.",
  noListener: "Aucune adresse locale n’a pu être ouverte.",
  programCloses: "Latchkey se ferme.",
};
