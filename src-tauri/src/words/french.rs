//! What is said in French.

use latchkey_core::tray::Left;

use super::{NoticeText, NoticeWords, PageText, PageWords, TrayWords, Words, counted};

pub(super) const WORDS: Words = Words {
    tray: TrayWords {
        fine: "Latchkey : tout va bien",
        ending_soon: "Latchkey : un jeton expire bientôt",
        needs_you: "Latchkey : une connexion a besoin de vous",
        left,
        signed_in: "connecté",
        over: "jeton expiré, renouvellement en cours",
        busy: "occupé",
        in_browser: "en attente du navigateur",
        signed_out: "déconnecté",
        sign_in_needed: "connexion requise",
        look_needed: "a besoin de vous",
        copy: "Copier le jeton d’accès",
        sign_in: "Se connecter",
        refresh: "Renouveler",
        show: "Afficher",
        more: |count| format!("{count} de plus…"),
        open: "Ouvrir Latchkey",
        quit: "Quitter",
    },
    notices: NoticeWords {
        sign_in_needed: NoticeText {
            title: |name| format!("{name} : connexion requise"),
            body: "Ses jetons ne fonctionnent plus. Connectez-vous à nouveau pour continuer.",
        },
        ending: NoticeText {
            title: |name| format!("{name} : le jeton expire bientôt"),
            body: "Rien ne le renouvelle. Connectez-vous ou créez un nouveau jeton avant qu’il n’expire.",
        },
        copy_ended: NoticeText {
            title: |name| format!("{name} : votre copie ne fonctionne plus"),
            body: "Le jeton a été renouvelé, ce qui a mis fin à votre copie. Copiez-le à nouveau là où vous l’utilisez.",
        },
        show: "Afficher",
        sign_in: "Se connecter",
        copy: "Copier le jeton d’accès",
    },
    pages: PageWords {
        done: PageText {
            title: "Latchkey a la réponse",
            text: "Vous pouvez fermer cet onglet et revenir à Latchkey, qui montre la suite de la connexion.",
        },
        already_used: PageText {
            title: "Cette réponse a déjà servi",
            text: "Chacune ne vaut qu’une fois. Vous pouvez fermer cet onglet et revenir à Latchkey.",
        },
        not_waiting: PageText {
            title: "Latchkey n’attend pas cela",
            text: "Si vous étiez en train de vous connecter, revenez à Latchkey et recommencez.",
        },
    },
};

fn left(left: Left) -> String {
    match left {
        Left::Minutes(0) => "il reste moins d’une minute".into(),
        Left::Minutes(minutes) => format!("encore {minutes} min"),
        Left::Hours(hours) => format!("encore {hours} h"),
        Left::Days(days) => format!("encore {}", counted(days, "jour", "jours")),
    }
}
