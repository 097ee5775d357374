//! What is said in Portuguese.

use latchkey_core::tray::Left;

use super::{NoticeText, NoticeWords, PageText, PageWords, TrayWords, Words, counted};

pub(super) const WORDS: Words = Words {
    tray: TrayWords {
        fine: "Latchkey: tudo em ordem",
        ending_soon: "Latchkey: um token expira em breve",
        needs_you: "Latchkey: uma conexão precisa de você",
        left,
        signed_in: "conectado",
        over: "token expirado, em renovação",
        busy: "ocupado",
        in_browser: "aguardando o navegador",
        signed_out: "desconectado",
        sign_in_needed: "é preciso entrar",
        look_needed: "precisa de você",
        copy: "Copiar token de acesso",
        sign_in: "Entrar",
        refresh: "Renovar",
        show: "Mostrar",
        more: |count| format!("mais {count}…"),
        open: "Abrir o Latchkey",
        quit: "Sair",
    },
    notices: NoticeWords {
        sign_in_needed: NoticeText {
            title: |name| format!("{name}: é preciso entrar"),
            body: "Os tokens não funcionam mais. Entre de novo para continuar.",
        },
        ending: NoticeText {
            title: |name| format!("{name}: o token expira em breve"),
            body: "Nada o renova. Entre de novo ou crie um novo token antes que ele expire.",
        },
        copy_ended: NoticeText {
            title: |name| format!("{name}: sua cópia não funciona mais"),
            body: "O token foi renovado, o que encerrou a cópia que você fez. Copie-o de novo onde você o usa.",
        },
        show: "Mostrar",
        sign_in: "Entrar",
        copy: "Copiar token de acesso",
    },
    pages: PageWords {
        done: PageText {
            title: "O Latchkey recebeu a resposta",
            text: "Você pode fechar esta aba e voltar ao Latchkey, que mostra como a entrada continuou.",
        },
        already_used: PageText {
            title: "Esta resposta já foi usada",
            text: "Cada uma vale uma única vez. Você pode fechar esta aba e voltar ao Latchkey.",
        },
        not_waiting: PageText {
            title: "O Latchkey não está esperando por isto",
            text: "Se você estava entrando, volte ao Latchkey e comece de novo.",
        },
    },
};

fn left(left: Left) -> String {
    match left {
        Left::Minutes(0) => "resta menos de um minuto".into(),
        Left::Minutes(minutes) => format!("restam {minutes} min"),
        Left::Hours(hours) => format!("restam {hours} h"),
        Left::Days(days) => format!("restam {}", counted(days, "dia", "dias")),
    }
}
