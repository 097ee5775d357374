//! Where a window stands, so that it opens there again.

use tauri::{Manager, PhysicalPosition, PhysicalSize, WebviewWindow, WebviewWindowBuilder, Wry};

/// A window's place on the screen, in points that do not depend on how fine the screen is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    position: (f64, f64),
    size: (f64, f64),
    maximised: bool,
}

impl Place {
    /// Where a window stands; `None` where the system does not say.
    pub(super) fn of(window: &WebviewWindow) -> Option<Self> {
        let scale = window.scale_factor().ok()?;
        let position: PhysicalPosition<i32> = window.outer_position().ok()?;
        let size: PhysicalSize<u32> = window.inner_size().ok()?;
        let (position, size) = (position.to_logical::<f64>(scale), size.to_logical::<f64>(scale));
        Some(Self {
            position: (position.x, position.y),
            size: (size.width, size.height),
            maximised: window.is_maximized().ok()?,
        })
    }

    /// Lets a window open there.
    pub(super) fn give<M: Manager<Wry>>(
        self,
        builder: WebviewWindowBuilder<'_, Wry, M>,
    ) -> WebviewWindowBuilder<'_, Wry, M> {
        let Self { position: (x, y), size: (width, height), maximised } = self;
        builder.position(x, y).inner_size(width, height).maximized(maximised)
    }
}
