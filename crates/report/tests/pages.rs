//! Reports of small documents: what they say, and that nothing of a document becomes part of the page itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use juesuan_model::{FinalAccounts, Language, Page};
use juesuan_reconciler::{SourceFile, reconcile_in_both};
use juesuan_report::{
    IndexEntry, Picture, Review, Sheet, Shown, State, document_report, form_states, index_report, pages_to_show,
};

/// A form whose 款 are 1.00 less than their 类.
const WRONG_SUM: &str = "某市档案馆2022年度单位决算\n\n收入决算表\n\n单位：万元\n\n项 目\t\t本年收入合计\n功能分类科目编码\t科目名称\t\n\
                         栏次\t\t1\n\t合计\t9.00\n201\t一般公共服务支出\t9.00\n20126\t档案事务\t8.00\n\n\
                         二、收入决算情况说明\n2022年度收入合计9.00万元。\n";

fn read(dump: &str, name: &str) -> [FinalAccounts; 2] {
    let extraction = juesuan_extractor::extract(dump.as_bytes(), &Default::default()).unwrap();
    let source = SourceFile { file_name: name.to_owned(), sha256: "0".repeat(64), bytes: 1 };
    reconcile_in_both(extraction, source)
}

fn report(dump: &str, name: &str, sheets: &[Sheet]) -> String {
    let [chinese, english] = read(dump, name);
    let language = Language::Chinese;
    document_report(&Review { chinese: &chinese, english: &english, sheets, language, index: None })
}

#[test]
fn what_does_not_hold_is_told_in_both_languages_and_leads_to_its_cells() {
    let page = report(WRONG_SUM, "a.txt", &[]);
    let [chinese, english] = read(WRONG_SUM, "a.txt");
    let failed = |accounts: &FinalAccounts| {
        let check = accounts.checks.iter().find(|check| check.rule == "children_do_not_add_up").unwrap().clone();
        (check.message.clone(), check)
    };
    let ((said, check), (said_in_english, _)) = (failed(&chinese), failed(&english));
    assert!(said != said_in_english && page.contains(&said) && page.contains(&said_in_english), "{said}");
    let cell = check.places.first().unwrap().cell.unwrap();
    let id = format!("c{}-{}-{}", cell.table, cell.row, cell.column);
    assert!(page.contains(&format!("href=\"#{id}\"")) && page.contains(&format!("id=\"{id}\" class=\"number error\"")));
}

#[test]
fn a_figure_of_the_prose_leads_to_the_form() {
    let page = report(WRONG_SUM, "a.txt", &[]);
    let [chinese, _] = read(WRONG_SUM, "a.txt");
    let fact =
        chinese.statements.iter().flat_map(|statement| &statement.facts).find_map(|fact| fact.line_item).unwrap();
    let item = chinese.line_items.get(fact).unwrap();
    let link = format!("href=\"#c{}-{}-{}\"", item.table, item.row, item.column);
    let marked = page.split("<a class=\"fact linked place\"").nth(1).unwrap();
    assert!(marked.split("</a>").next().unwrap().contains(&link) && marked.contains(">9.00</a>"));
}

#[test]
fn nothing_of_a_document_becomes_part_of_the_page() {
    let evil = "</td></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    let dump = WRONG_SUM.replace("档案事务", evil).replace("某市档案馆", evil).replace("情况说明", evil);
    let sheet =
        Sheet { page: 1, width: 1.0, height: 1.0, picture: None, text: vec![(Default::default(), evil.to_owned())] };
    let page = report(&dump, evil, &[sheet]);
    assert!(page.matches(">alert(1)").count() == 0 && !page.contains("<img"), "a picture that no sheet has");
    assert_eq!(page.matches("<script").count(), 1, "the page's own program");
    assert!(page.contains("&lt;script&gt;alert(1)"));
    let [chinese, _] = read(&dump, evil);
    let entry = IndexEntry::of_input(evil, "failed", "damaged", evil).with(&chinese);
    let index = index_report(&[entry], Language::Chinese);
    assert!(!index.contains("<img") && !index.contains("<script>alert"));
    assert_eq!(index.matches("</script").count(), 3, "its data, twice, and its program");
}

#[test]
fn a_page_asks_nothing_of_the_network_and_runs_only_its_own_program() {
    for page in [report(WRONG_SUM, "a.txt", &[]), index_report(&[], Language::English)] {
        assert!(page.contains("default-src 'none'") && page.contains("script-src 'sha256-"));
        for outside in ["http://", "https://", "src=\"//", "@import", "url("] {
            let svg = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!svg.contains(outside), "{outside}");
        }
    }
}

#[test]
fn forms_are_listed_with_their_state_and_those_that_lack() {
    let [chinese, _] = read(WRONG_SUM, "a.txt");
    let states = form_states(&chinese);
    let state = |kind: &str| states.iter().find(|form| form.kind == kind).map(|form| form.state);
    assert_eq!(state("income"), Some(State::Failed));
    assert_eq!(state("three_public"), Some(State::Missing));
    assert_eq!(states.len(), 9);
    let [right, _] = read(&WRONG_SUM.replace("8.00", "9.00"), "a.txt");
    assert_eq!(form_states(&right).first().map(|form| form.state), Some(State::Exact));
    let [rounded, _] = read(&WRONG_SUM.replace("8.00", "8.99\n20199\t其他一般公共服务支出\t0.02"), "a.txt");
    assert_eq!(form_states(&rounded).first().map(|form| form.state), Some(State::Rounding));
}

#[test]
fn a_form_that_came_later_is_not_missed_in_earlier_years() {
    let [old, _] = read(&WRONG_SUM.replace("2022", "2017"), "a.txt");
    assert!(form_states(&old).iter().all(|form| form.kind != "state_capital"));
}

#[test]
fn a_document_with_pages_that_were_not_read_lacks_no_forms_and_says_so() {
    let [mut scan, _] = read(WRONG_SUM, "a.pdf");
    scan.source.text_layer = juesuan_model::TextLayer::None;
    scan.source.pages_without_text = vec![1];
    scan.tables.clear();
    assert!(form_states(&scan).is_empty());
}

#[test]
fn what_was_not_read_is_never_told_as_right() {
    let [mut chinese, mut english] = read(&WRONG_SUM.replace("8.00", "9.00"), "a.pdf");
    for document in [&mut chinese, &mut english] {
        document.source.text_layer = juesuan_model::TextLayer::Partial;
        document.source.pages_without_text = vec![14];
    }
    assert!(form_states(&chinese).iter().all(|form| form.state != State::Missing));
    let review = Review { chinese: &chinese, english: &english, sheets: &[], language: Language::Chinese, index: None };
    let page = document_report(&review);
    assert!(page.contains("第 14 页没有文字，未读") && page.contains("No text on pages 14"));
}

#[test]
fn a_finding_of_the_prose_leads_to_its_paragraph_and_back() {
    let page = report(&WRONG_SUM.replace("收入合计9.00", "收入合计7.00"), "a.txt", &[]);
    let link = page.split("href=\"#x1-").nth(1).unwrap().split('"').next().unwrap();
    let paragraph = page.split(&format!("id=\"x1-{link}\"")).nth(1).unwrap().split("</p>").next().unwrap();
    assert!(paragraph.contains("7.00") && paragraph.contains("href=\"#f"));
}

#[test]
fn pages_with_forms_or_findings_are_shown_and_a_dump_has_none() {
    let [mut document, _] = read(WRONG_SUM, "a.txt");
    assert!(pages_to_show(&document, Shown::All).is_empty(), "a dump");
    document.source.format = juesuan_model::Format::Pdf;
    document.source.pages = 9;
    document.tables.first_mut().unwrap().pages = vec![4, 5];
    for check in document.checks.iter_mut().filter(|check| check.rule == "children_do_not_add_up") {
        check.places.iter_mut().for_each(|place| place.page = 7);
        check.suspects.clear();
    }
    let shown = |shown| pages_to_show(&document, shown).into_iter().collect::<Vec<_>>();
    assert!([4, 5, 7].iter().all(|page| shown(Shown::Relevant).contains(page)) && !shown(Shown::Relevant).contains(&9));
    assert_eq!((shown(Shown::All).len(), shown(Shown::None).len()), (9, 0));
}

#[test]
fn a_page_without_a_picture_shows_its_text_where_it_stands() {
    let mut page = Page { number: 3, width: 595.0, height: 842.0, ..Page::default() };
    page.lines.push(juesuan_model::Line {
        bbox: juesuan_model::BBox::new(100.0, 200.0, 180.0, 212.0),
        text: "收入决算表".to_owned(),
        size: 12.0,
        role: Default::default(),
    });
    let drawn =
        Sheet { picture: Some(Picture { media_type: "image/png", bytes: vec![1, 2, 3] }), ..Sheet::of_text(&page) };
    let html = report(WRONG_SUM, "a.txt", &[Sheet::of_text(&page)]);
    assert!(html.contains("<text x=\"101.0\"") && !html.contains("<img"));
    assert!(report(WRONG_SUM, "a.txt", &[drawn]).contains("src=\"data:image/png;base64,AQID\""));
}

#[test]
fn an_index_entry_has_the_years_totals_in_yuan() {
    let [chinese, _] = read(WRONG_SUM, "a.txt");
    let entry = IndexEntry::of_input("2022/a.txt", "ok", "", "").with(&chinese);
    assert_eq!(entry.totals.income.as_deref(), Some("90000.00"));
    assert_eq!(entry.totals.expenditure, None);
    assert_eq!((entry.year, entry.forms, entry.missing), (Some(2022), 1, 8));
    assert_eq!(entry.failed[0], entry.rules.values().sum::<usize>() - entry.failed[1] - entry.failed[2]);
    assert!(entry.rules.contains_key("children_do_not_add_up"));
}
