use crate::article::{Mark, MarkKind};

use super::{looks_like_html, page, reduce, reduce_line, to_line, to_text};

#[test]
fn paragraphs_become_lines_and_entities_characters() {
    let html = "<p>Floods hit <b>Lower</b>\n  Valley.</p><p>Mayor&nbsp;Ann O&#39;Neil &amp; staff</p>one<br>two<br><br>three";
    assert_eq!(
        to_text(html),
        "Floods hit Lower Valley.\n\nMayor\u{a0}Ann O'Neil & staff\n\none\ntwo\n\nthree"
    );
    assert_eq!(
        to_text("<ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr></table>"),
        "a\nb\n\n1 2"
    );
    assert_eq!(to_line("Storm <em>Ida</em>\nhits").as_deref(), Some("Storm Ida hits"));
}

#[test]
fn what_no_reader_sees_is_left_out() {
    let html = "<style>p{}</style><script>if (a</b) x('</p>')</script>Seen<svg><title>x</title><text>y</text></svg><!-- no -->.";
    assert_eq!(to_text(html), "Seen.");
    assert_eq!(to_text("<nav>Menu<p>The article goes on"), "Menu\n\nThe article goes on");
}

#[test]
fn openings_of_comments_are_read_once() {
    let html = format!("<html><body><p>Rain fell.</p>{}", "<!-- a ".repeat(20_000));
    assert_eq!(to_text(&html), "Rain fell.");
    let story =
        "The river rose by two metres on Monday, and the town of Yola was cut off for a day.\n\n".repeat(8);
    let dropped = page(&format!("<html><body><p>Rain fell.</p><!-- <p>{story}</p>")).dropped;
    assert_eq!(dropped.iter().map(|dropped| dropped.place.as_str()).collect::<Vec<_>>(), ["comment"]);
}

#[test]
fn a_page_has_title_and_language() {
    let page = page(
        "<!doctype html><html lang=en><head><title>A &amp; B</title><meta x></head><body><p>Text</body>",
    );
    assert_eq!(page.title.as_deref(), Some("A & B"));
    assert_eq!(page.language.as_deref(), Some("en"));
    assert_eq!(page.text, "Text");
}

#[test]
fn angle_brackets_alone_are_no_html() {
    assert!(looks_like_html("one<br/>two"));
    assert!(looks_like_html("an <em>x</em>"));
    assert!(!looks_like_html("1 < 2 and 3 > 2; <unknown> </nothing>; a<b"));
}

#[test]
fn what_is_hidden_is_left_out() {
    for (html, text) in [
        (
            "<p>Seen.</p><p style=\"display:none\">Secret</p><p hidden>Hidden</p><span aria-hidden=true>x</span>",
            "Seen.",
        ),
        ("<p hidden>One<p>Two<p class=\"lead sr-only\">Three<p>Four", "Two\n\nFour"),
        ("<ul><li class=hidden>a<li>b<li hidden>c</ul>d", "b\n\nd"),
        ("<div hidden><div>a</div>b</div>c", "c"),
        ("<div hidden>never closed <p>goes on", "never closed\n\ngoes on"),
        ("<div><span hidden>unclosed</div><p>b</p>", "unclosed\n\nb"),
        ("a<template><p>b</template><dialog>c</dialog><dialog open>d</dialog>", "a\n\nd"),
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>で", "東京で"),
        ("<div class=\"hidden md:block\">Seen</div><div class='d-none d-md-block'>too</div>", "Seen\n\ntoo"),
        ("<p>fell<wbr>ing by 1<span class=visually-hidden> point</span>,200</p>", "felling by 1,200"),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
}

#[test]
fn scripts_do_not_run_into_their_base() {
    for (html, text) in [
        (
            "burned 120 km<sup>2</sup> and 14<sup>1</sup> houses<sup><a href=#2>[2]</a></sup>.",
            "burned 120 km² and 14 houses.",
        ),
        ("the 21<sup>st</sup> CO<sub>2</sub> report<sup>*</sup>", "the 21st CO2 report"),
        ("10 <sup>6</sup> cells", "10⁶ cells"),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
}

#[test]
fn boxes_of_a_page_are_left_out() {
    let story = "<p>Floods killed 14 people in Kenya.</p>";
    for (html, after) in [
        ("<nav><a href=/>Home</a></nav>", ""),
        ("<div role=navigation>Home</div>", ""),
        ("<div class=\"share-tools\"><a href=x>Tweet this</a></div>", ""),
        ("<div id='cookie-banner'><p>We use cookies.</p></div>", ""),
        ("<aside class=\"c-related\"><h3>Related</h3><a href=x>Dam at risk</a></aside>", ""),
        (
            "<h3>Related stories</h3><ul><li><a href=x>Dam at risk</a></li><li><a href=y>Road shut</a></li></ul>",
            "",
        ),
        ("<p><strong>Read more:</strong> <a href=x>Dam at risk in the west</a></p>", ""),
        ("<div><h4>More on the floods</h4><a href=x>Dam at risk</a></div>", ""),
        ("<aside><a href=x>Dam at risk</a></aside>", ""),
        ("<footer>© Example News</footer>", ""),
        ("<aside><p>The dam was built in 1970.</p></aside>", "\n\nThe dam was built in 1970."),
        (
            "<p>Related: the mayor, <a href=x>Ann Lee</a>, said the dam held through the night.</p>",
            "\n\nRelated: the mayor, Ann Lee, said the dam held through the night.",
        ),
        ("<ul><li><a href=x>Ann Lee</a></li><li><a href=y>Bo Ek</a></li></ul>", "\n\nAnn Lee\nBo Ek"),
    ] {
        let want = format!("Floods killed 14 people in Kenya.{after}");
        assert_eq!(to_text(&format!("{story}{html}")), want, "{html}");
        let follows = to_text(&format!("{story}{html}<p>It rained.</p>"));
        assert_eq!(follows, format!("{want}\n\nIt rained."), "{html}");
    }
    let before = to_text(&format!("<div class=promo>Subscribe now</div>{story}"));
    assert_eq!(before, "Floods killed 14 people in Kenya.");
}

#[test]
fn a_box_that_is_the_article_is_kept() {
    let paragraph = "The river burst its banks near the town after two days of rain. ".repeat(4);
    let html = format!("<h2>Floods</h2><div class=\"sidebar\"><p>{paragraph}</p></div>");
    assert_eq!(to_text(&html), format!("Floods\n\n{}", paragraph.trim()));
}

#[test]
fn a_page_is_its_main_element_under_its_headline() {
    let html = "<!doctype html><html lang=en><title>Floods kill 14 - Example News</title><body class='has-share cookie'>\
        <header><a href=/>Example News</a></header><div>Breaking: other story</div>\
        <article class='post tag-related'><h1>Floods kill 14</h1><p class=byline>By Ann Lee</p>\
        <p>Floods killed 14 people in Kenya, the Red Cross said on Tuesday.</p></article>\
        <footer>© 2024</footer></body></html>";
    let page = page(html);
    assert_eq!(page.title.as_deref(), Some("Floods kill 14"));
    assert_eq!(page.language.as_deref(), Some("en"));
    assert_eq!(page.text, "By Ann Lee\n\nFloods killed 14 people in Kenya, the Red Cross said on Tuesday.");
    let marks = [Mark { start: 0, end: 10, kind: MarkKind::Byline }];
    assert_eq!(page.marks, marks);
}

#[test]
fn marks_stand_in_the_text_without_boxes() {
    let html = "<div class=ads>Ad</div><p>Überflutung in Köln.</p><figure><img src=x><figcaption>Am Rhein \
        <span class=credit>Foto: Jo Ek</span></figcaption></figure><table><tr><th>A</th><th>B</th></tr>\
        <tr><td>1</td><td>2</td></tr></table><table><tr><td>layout</td></tr></table>";
    let page = page(html);
    assert_eq!(page.text, "Überflutung in Köln.\n\nAm Rhein Foto: Jo Ek\n\nA B\n1 2\n\nlayout");
    let marked: Vec<(String, MarkKind)> = page
        .marks
        .iter()
        .map(|mark| (page.text[mark.start as usize..mark.end as usize].to_owned(), mark.kind))
        .collect();
    assert_eq!(
        marked,
        [
            ("Am Rhein Foto: Jo Ek".to_owned(), MarkKind::Caption),
            ("Foto: Jo Ek".to_owned(), MarkKind::Credit),
            ("A B\n1 2".to_owned(), MarkKind::Table)
        ]
    );
}

#[test]
fn escaped_html_and_bare_references_are_reduced() {
    let reduced = |text: &str| reduce(text).map(|page| page.text);
    assert_eq!(reduced("Tom & Ann < 3"), None);
    assert_eq!(reduced("Kenya&#8217;s\n\nfloods &amp; fires").as_deref(), Some("Kenya’s\n\nfloods & fires"));
    assert_eq!(
        reduced("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two&amp;nbsp;2.&lt;/p&gt;").as_deref(),
        Some("One.\n\nTwo\u{a0}2.")
    );
    assert_eq!(reduced("<p>Kenya&amp;#8217;s &lt;b&gt;</p>").as_deref(), Some("Kenya’s <b>"));
    assert_eq!(reduce_line("Q&amp;A: storm\n <em>Ida</em>").as_deref(), Some("Q&A: storm Ida"));
    assert_eq!(
        to_text("<p>&nbsp;</p><p>\u{a0}Floods&nbsp;killed 14.&nbsp;</p><p>&nbsp;</p>"),
        "Floods\u{a0}killed 14."
    );
}

#[test]
fn depth_and_bad_nesting_cost_no_text() {
    let deep = format!("{}x{}y", "<div>".repeat(5000), "</div>".repeat(5000));
    assert_eq!(to_text(&deep), "x\n\ny");
    assert_eq!(to_text("</p></div></span>a<b><i>b</b>c</i><table><td>d"), "abc\n\nd");
}

#[test]
fn what_is_struck_through_is_withdrawn() {
    for (html, text) in [
        ("<p>The quake killed <del>12</del> <ins>14</ins> people.</p>", "The quake killed 14 people."),
        ("<p>The quake killed <s>12</s>14 people.</p>", "The quake killed 14 people."),
        ("<p>Was <strike>$50</strike>, now $30.</p>", "Was , now $30."),
        ("<p>Never closed: <s>all of it.</p><p>More.</p>", "Never closed: all of it.\n\nMore."),
    ] {
        assert_eq!(to_text(html), text, "{html}");
    }
}
