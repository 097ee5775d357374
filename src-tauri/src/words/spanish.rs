//! What is said in Spanish.

use latchkey_core::tray::Left;

use super::{NoticeText, NoticeWords, PageText, PageWords, TrayWords, Words, counted};

pub(super) const WORDS: Words = Words {
    tray: TrayWords {
        fine: "Latchkey: todo en orden",
        ending_soon: "Latchkey: un token caduca pronto",
        needs_you: "Latchkey: una conexión le necesita",
        left,
        signed_in: "sesión iniciada",
        over: "token caducado, renovándose",
        busy: "ocupado",
        in_browser: "esperando al navegador",
        signed_out: "sesión cerrada",
        sign_in_needed: "hay que iniciar sesión",
        look_needed: "le necesita",
        copy: "Copiar token de acceso",
        sign_in: "Iniciar sesión",
        refresh: "Renovar",
        show: "Mostrar",
        more: |count| format!("{count} más…"),
        open: "Abrir Latchkey",
        quit: "Salir",
    },
    notices: NoticeWords {
        sign_in_needed: NoticeText {
            title: |name| format!("{name}: hay que iniciar sesión"),
            body: "Sus tokens ya no funcionan. Inicie sesión de nuevo para continuar.",
        },
        ending: NoticeText {
            title: |name| format!("{name}: el token caduca pronto"),
            body: "Nada lo renueva. Inicie sesión o cree un token nuevo antes de que caduque.",
        },
        copy_ended: NoticeText {
            title: |name| format!("{name}: su copia ya no funciona"),
            body: "El token se renovó, y con ello terminó la copia que usted hizo. Cópielo de nuevo allí donde lo usa.",
        },
        show: "Mostrar",
        sign_in: "Iniciar sesión",
        copy: "Copiar token de acceso",
    },
    pages: PageWords {
        done: PageText {
            title: "Latchkey tiene la respuesta",
            text: "Puede cerrar esta pestaña y volver a Latchkey, que muestra cómo siguió el inicio de sesión.",
        },
        already_used: PageText {
            title: "Esta respuesta ya se usó",
            text: "Cada una vale una sola vez. Puede cerrar esta pestaña y volver a Latchkey.",
        },
        not_waiting: PageText {
            title: "Latchkey no espera esto",
            text: "Si estaba iniciando sesión, vuelva a Latchkey y empiece de nuevo.",
        },
    },
};

fn left(left: Left) -> String {
    match left {
        Left::Minutes(0) => "queda menos de un minuto".into(),
        Left::Minutes(minutes) => format!("quedan {minutes} min"),
        Left::Hours(hours) => format!("quedan {hours} h"),
        Left::Days(days) => format!("quedan {}", counted(days, "día", "días")),
    }
}
