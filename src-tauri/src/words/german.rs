//! What is said in German.

use latchkey_core::tray::Left;

use super::{NoticeText, NoticeWords, PageText, PageWords, TrayWords, Words, counted};

pub(super) const WORDS: Words = Words {
    tray: TrayWords {
        fine: "Latchkey: alles in Ordnung",
        ending_soon: "Latchkey: ein Token endet bald",
        needs_you: "Latchkey: eine Verbindung braucht Sie",
        left,
        signed_in: "angemeldet",
        over: "Token abgelaufen, wird erneuert",
        busy: "beschäftigt",
        in_browser: "wartet auf den Browser",
        signed_out: "abgemeldet",
        sign_in_needed: "Anmeldung nötig",
        look_needed: "braucht Sie",
        copy: "Zugriffstoken kopieren",
        sign_in: "Anmelden",
        refresh: "Erneuern",
        show: "Anzeigen",
        more: |count| format!("{count} weitere …"),
        open: "Latchkey öffnen",
        quit: "Beenden",
    },
    notices: NoticeWords {
        sign_in_needed: NoticeText {
            title: |name| format!("{name}: Anmeldung nötig"),
            body: "Die Token gelten nicht mehr. Melden Sie sich neu an.",
        },
        ending: NoticeText {
            title: |name| format!("{name}: das Token endet bald"),
            body: "Nichts erneuert es. Melden Sie sich neu an oder erstellen Sie vorher ein neues Token.",
        },
        copy_ended: NoticeText {
            title: |name| format!("{name}: Ihre Kopie gilt nicht mehr"),
            body: "Das Token wurde erneuert, und das hat Ihre Kopie beendet. Kopieren Sie es neu dorthin, wo Sie es verwenden.",
        },
        show: "Anzeigen",
        sign_in: "Anmelden",
        copy: "Zugriffstoken kopieren",
    },
    pages: PageWords {
        done: PageText {
            title: "Latchkey hat die Antwort",
            text: "Sie können diesen Tab schließen und zu Latchkey zurückkehren. Dort sehen Sie, wie die Anmeldung weiterging.",
        },
        already_used: PageText {
            title: "Diese Antwort wurde schon verwendet",
            text: "Jede gilt nur einmal. Sie können diesen Tab schließen und zu Latchkey zurückkehren.",
        },
        not_waiting: PageText {
            title: "Darauf wartet Latchkey nicht",
            text: "Wenn Sie sich gerade anmelden wollten, kehren Sie zu Latchkey zurück und beginnen Sie neu.",
        },
    },
};

fn left(left: Left) -> String {
    match left {
        Left::Minutes(0) => "weniger als eine Minute übrig".into(),
        Left::Minutes(minutes) => format!("noch {minutes} min"),
        Left::Hours(hours) => format!("noch {hours} h"),
        Left::Days(days) => format!("noch {}", counted(days, "Tag", "Tage")),
    }
}
