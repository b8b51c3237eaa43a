//! Writes `seeds/`: small files that reach each door and most rooms, for the searches to start from.
//!
//! `cargo run --example seeds` in `fuzz/`. All of them are drawn here; none comes from a real document.

#[path = "../../crates/extractor/tests/builder/mod.rs"]
#[allow(dead_code, reason = "the crates' tests use the rest")]
mod builder;

use std::error::Error;
use std::fs;
use std::path::Path;

use builder::{Pdf, WIDTH, deflated, grid, hex, page, page_with, show, stream_body, to_unicode, to_unicode_bytes};

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for (target, name, bytes) in all()? {
        let folder = seeds.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}

type Seed = (&'static str, String, Vec<u8>);

fn all() -> Result<Vec<Seed>, Box<dyn Error>> {
    let mut seeds = Vec::new();
    for (name, file) in files()? {
        seeds.push(("whole_file", format!("{name}.pdf"), file));
    }
    for (name, text) in dumps() {
        seeds.push(("whole_file", format!("{name}.txt"), text.clone()));
        seeds.push(("text_dump", format!("{name}.txt"), text));
    }
    for (name, content) in contents() {
        seeds.push(("content_stream", name.to_owned(), content.into_bytes()));
    }
    for (name, map) in cmaps() {
        for kind in 0..4u8 {
            let bytes = [&[kind], map.as_bytes()].concat();
            seeds.push(("cmap", format!("{name}-{kind}"), bytes));
        }
    }
    for seed in 0..24u32 {
        seeds.push(("reconcile", format!("made-up-{seed:02}"), choices(seed)));
    }
    Ok(seeds)
}

/// A form with title, unit, heads and two rows, drawn with rules.
fn form(top: f32) -> String {
    let (xs, ys) = ([50.0, 150.0, 300.0, 450.0], [top - 80.0, top - 60.0, top - 40.0]);
    let mut content = grid(&xs, &ys) + &show(220.0, top, "收入决算表") + &show(400.0, top - 16.0, "单位：万元");
    let rows = [["科目编码", "科目名称", "本年收入合计"], ["201", "一般公共服务支出", "1,979.12"]];
    for (row, y) in rows.iter().zip([top - 55.0, top - 75.0]) {
        for (text, x) in row.iter().zip(xs) {
            content += &show(x + 3.0, y, text);
        }
    }
    content
}

fn files() -> Result<Vec<(&'static str, Vec<u8>)>, Box<dyn Error>> {
    let plain = page(&form(700.0));
    let mut rich = Pdf::new();
    let glyph = rich.stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
    let map = rich.stream("/Filter/FlateDecode", deflated(to_unicode(&[(1, "6536")]).as_bytes()));
    let form_object = rich.add("");
    let hidden = rich.add("<</Type/OCG/Name(x)>>");
    rich.catalog = format!("/OCProperties<</OCGs[{hidden} 0 R]/D<</OFF[{hidden} 0 R]>>>>");
    let entries =
        format!("/Type/XObject/Subtype/Form/BBox[0 0 {WIDTH} 99]/Resources<</XObject<</X {form_object} 0 R>>>>");
    rich.set(form_object, stream_body(&entries, b"0 0 90 9 re f /X Do"));
    let note = rich.stream("/Type/XObject/Subtype/Form/BBox[0 0 50 20]", "0 0 50 20 re S");
    rich.page(
        &format!("/Rotate 90/Annots[<</Subtype/FreeText/Rect[9 9 59 29]/AP<</N {note} 0 R>>/Contents(x)>>]"),
        &format!(
            "/Font<</F1 <</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/ToUnicode {map} 0 R/DescendantFonts\
             [<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>\
             /W[1[500]2 9 250]>>]>>/F2<</Type/Font/Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FontBBox[0 0 9 9]\
             /FirstChar 65/LastChar 65/Widths[1000]/CharProcs<</uni6536 {glyph} 0 R>>\
             /Encoding<</Differences[65/uni6536]>>>>>>/XObject<</X {form_object} 0 R>>/Properties<</P {hidden} 0 R>>"
        ),
        "/OC /P BDC BT /F1 10 Tf 50 700 Td <0001> Tj ET EMC BT /F2 9 Tf 50 600 Td (A) Tj ET /X Do",
    );
    rich.page("/CropBox[0 0 300 300]", "", show(50.0, 200.0, "第二页"));
    let gbk = page_with(
        "/Font<</F1<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>>>",
        "BT /F1 10 Tf 50 700 Td <CAD5C8EB> Tj ET",
    );
    let mut packed = Pdf::new();
    let content = packed.stream("/Filter[/ASCIIHexDecode/FlateDecode]", ascii_hex(&deflated(form(700.0).as_bytes())));
    packed.page_of(&format!("/Contents[{content} 0 R]"), "");
    let damaged = String::from_utf8_lossy(&plain).replace("startxref", "start").into_bytes();
    let cut = plain[..plain.len() * 2 / 3].to_vec();
    let mut modern = Vec::new();
    lopdf::Document::load_mem(&plain)?.save_modern(&mut modern)?;
    Ok(vec![
        ("ruled", plain),
        ("rich", rich.finish()),
        ("gbk", gbk),
        ("packed", packed.finish()),
        ("no-startxref", damaged),
        ("cut-off", cut),
        ("object-streams", modern),
        ("encrypted", encrypted()?),
        ("header-only", b"%PDF-1.7\n%%EOF\n".to_vec()),
    ])
}

fn ascii_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>() + ">"
}

/// A file that opens with the empty password.
fn encrypted() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut document = lopdf::Document::load_mem(&page(&show(50.0, 700.0, "收入")))?;
    let id = lopdf::Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version)?;
    document.encrypt(&state)?;
    let mut file = Vec::new();
    document.save_to(&mut file)?;
    Ok(file)
}

fn dumps() -> Vec<(&'static str, Vec<u8>)> {
    let form = "收入决算表\n\n单位：万元\n\n项 目\t\t本年收入合计\n功能分类科目编码\t科目名称\t\n栏次\t\t1\n\t合计\t1,979.12\n\
                201\t一般公共服务支出\t1,979.12\n\n注：本表反映收入情况。\n";
    let two_sided = "收入支出决算总表\n单位：元\n收入\t\t\t支出\t\t\n项 目\t行次\t决算数\t项 目\t行次\t决算数\n\
                     一、财政拨款收 入\t1\t9.00\t一、其他支出\t31\t9.00\n总计\t2\t9.00\t总计\t32\t9.00\n";
    let prose = "某市某局2022年度部门决算\n\n目 录\n\n第一部分 概况\n\n第一部分 概况\n\n一、主要职责\n\n负责……工作。\n\n\
                 第四部分 名词解释\n\n一、财政拨款收入：指从财政取得的资金。\n\x0c收入决算表\r\n1\t2\r\n";
    let gb18030: &[u8] = b"\xca\xd5\xc8\xeb\xbe\xf6\xcb\xe3\xb1\xed\n\xcf\xee\xc4\xbf\t\xbd\xf0\xb6\xee\n201\t1.00\n";
    let utf16: Vec<u8> = "\u{feff}收入\t1.00\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("form", form.as_bytes().to_vec()),
        ("two-sided", two_sided.as_bytes().to_vec()),
        ("prose", prose.as_bytes().to_vec()),
        ("gb18030", gb18030.to_vec()),
        ("utf16", utf16),
    ]
}

fn contents() -> Vec<(&'static str, String)> {
    let lines = show(50.0, 700.0, "一行字") + &show(50.0, 690.0, "又一行") + &show(50.0, 690.2, "又一行");
    let aligned: String = (0..4u8)
        .flat_map(|row| {
            [(50.0, "科目"), (200.0, "1.00"), (300.0, "2.00"), (400.0, "3.00")].map(|(x, text)| (row, x, text))
        })
        .map(|(row, x, text)| show(x, 700.0 - 14.0 * f32::from(row), text))
        .collect();
    let spans =
        grid(&[50.0, 150.0, 250.0], &[600.0, 620.0, 660.0]) + "50 640 m 150 640 l S " + &show(60.0, 645.0, "收入");
    let fills = "50 700 200 0.5 re f 50 680 200 0.5 re f 50 680 0.5 20 re f 250 680 0.5 20.5 re f [1 2] 0 d 50 690 m 250 690 l S";
    let states = format!(
        "q 0.5 0 0 0.5 9 9 cm /G gs /X Do /Y Do Q BT /F3 12 Tf 2 Tr 50 Tz 1 Ts 3 Tc 4 Tw 14 TL 0 1 -1 0 90 90 Tm [{} -500 <0002>] \
         TJ T* (A) ' 1 2 (B) \" ET /OC /P BDC BT /F4 9 Tf (AB) Tj ET EMC q 0 0 9 9 re W n Q",
        hex("\u{1}")
    );
    let shapes = "0 0 m 1 1 2 2 3 3 c 4 4 5 5 v 6 6 7 7 y h B* /C cs 1 scn /Pattern cs /T scn 1 g 0 0 99 99 re f* /T sh /I Do \
                  BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI 1 0 0 rg 0 0 0 1 k 1 j 1 J 9 M";
    vec![
        ("form", form(700.0)),
        ("lines", lines),
        ("aligned", aligned),
        ("spans", spans),
        ("fills", fills.to_owned()),
        ("states", states),
        ("shapes", shapes.to_owned()),
    ]
}

fn cmaps() -> Vec<(&'static str, String)> {
    let own = "begincmap /WMode 1 def 2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange\n\
               1 begincidrange <8140> <FEFE> 100 endcidrange 1 begincidchar <20> 1 endcidchar\n\
               1 beginnotdefrange <00> <1F> 0 endnotdefrange endcmap";
    let ranges = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                  2 beginbfrange <0001> <00FF> <4E00> <0100> <0102> [<6536> <5165> <D840DC00>] endbfrange endcmap";
    let used = "/GBK-EUC-H usecmap begincmap 1 beginbfchar <CAD5> <6536> endbfchar endcmap";
    vec![
        ("characters", to_unicode(&[(1, "6536"), (2, "00660069")])),
        ("bytes", to_unicode_bytes(&[(65, "6536")])),
        ("own", own.to_owned()),
        ("ranges", ranges.to_owned()),
        ("used", used.to_owned()),
    ]
}

/// Bytes without any order: each is a document for the reconciler.
fn choices(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as u8
    };
    (0..200 + 25 * seed).map(|_| byte()).collect()
}
