//! Lists: ProcessMaker's `ApiCollection`, with `page`, `per_page`, `filter`,
//! `order_by` and `order_direction`.

use std::ops::Range;

use serde::Serialize;

use crate::reply::Reply;
use crate::router::Context;

#[derive(Serialize)]
struct Collection<'a, T> {
    data: Vec<T>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Meta<'a> {
    filter: &'a str,
    sort_by: &'a str,
    sort_order: &'a str,
    count: usize,
    total_pages: usize,
    current_page: usize,
    from: Option<usize>,
    last_page: usize,
    path: String,
    per_page: usize,
    to: Option<usize>,
    total: usize,
}

/// A parameter of the query, or nothing.
pub(crate) fn parameter<'a>(context: &Context<'a>, name: &str) -> &'a str {
    context.request.query.get(name).unwrap_or_default()
}

/// Whether what is asked for occurs in one of the texts.
pub(crate) fn is_asked_for<'a>(filter: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    let filter = filter.to_lowercase();
    texts.into_iter().any(|text| text.to_lowercase().contains(&filter))
}

/// A page of the list: the rows in their order, turned round if asked, and of
/// those on the page what is shown of them.
pub(crate) fn collection<R, T: Serialize>(
    context: &Context<'_>,
    mut rows: Vec<R>,
    shown: impl Fn(R) -> T,
) -> Reply {
    if parameter(context, "order_direction").eq_ignore_ascii_case("desc") {
        rows.reverse();
    }
    let number = |name, default: usize| {
        let given = parameter(context, name).parse().unwrap_or(default);
        given.max(1)
    };
    let (page, per_page, total) = (number("page", 1), number("per_page", 10), rows.len());
    let Range { start, end } = on_page(page, per_page, total);
    let data: Vec<T> = rows.drain(start..end).map(shown).collect();
    let pages = total.div_ceil(per_page).max(1);
    let meta = Meta {
        filter: parameter(context, "filter"),
        sort_by: parameter(context, "order_by"),
        sort_order: parameter(context, "order_direction"),
        count: data.len(),
        total_pages: pages,
        current_page: page,
        from: (start < end).then_some(start + 1),
        last_page: pages,
        path: context.url(&context.request.path),
        per_page,
        to: (start < end).then_some(end),
        total,
    };
    Reply::json(200, &Collection { data, meta })
}

fn on_page(page: usize, per_page: usize, total: usize) -> Range<usize> {
    let start = (page - 1).saturating_mul(per_page).min(total);
    start..start.saturating_add(per_page).min(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_with_the_list() {
        assert_eq!(on_page(1, 10, 25), 0..10);
        assert_eq!(on_page(3, 10, 25), 20..25);
        assert_eq!(on_page(4, 10, 25), 25..25);
        assert_eq!(on_page(usize::MAX, usize::MAX, 25), 25..25);
    }

    #[test]
    fn a_filter_looks_at_every_text_and_at_no_case() {
        assert!(is_asked_for("SIL", ["maria", "Silva"]));
        assert!(is_asked_for("", ["maria"]));
        assert!(!is_asked_for("jane", ["maria", "Silva"]));
    }
}
