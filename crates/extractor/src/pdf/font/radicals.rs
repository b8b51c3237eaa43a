//! Radicals that stand for ideographs.
//!
//! A font draws 目 and the radical ⽬ (U+2F6C) with one glyph. A producer that goes back from glyphs to characters may take
//! the radical, and the text then looks right and compares wrong. A page never means the radical: the character is told
//! by the property `Equivalent_Unified_Ideograph` of Unicode 14 (EquivalentUnifiedIdeograph.txt).

/// The ideographs of U+2F00 to U+2FD5 (Kangxi Radicals).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// The ideographs of U+2E80 to U+2EF3 (CJK Radicals Supplement); `·` where a radical has none.
const SUPPLEMENT: &str = "·厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵·旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓\
    罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨\
    鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The ideograph that `char` stands for, where it is a radical; any other character as it is.
pub(super) fn ideograph(char: char) -> char {
    let (first, table) = match char {
        '\u{2f00}'..='\u{2fd5}' => ('\u{2f00}', KANGXI),
        '\u{2e80}'..='\u{2ef3}' => ('\u{2e80}', SUPPLEMENT),
        _ => return char,
    };
    let at = (char as u32).abs_diff(first as u32) as usize;
    table.chars().nth(at).filter(|&found| found != '·').unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::ideograph;

    #[test]
    fn kangxi_radicals_are_what_compatibility_says() {
        for radical in '\u{2f00}'..='\u{2fd5}' {
            assert_eq!(Some(ideograph(radical)), radical.nfkc().next());
        }
    }

    #[test]
    fn supplementary_radicals_are_told_where_they_are_a_character() {
        let told: String = "⺠⻋⻚⻔⻅⻓⻝⻰".chars().map(ideograph).collect();
        assert_eq!(told, "民车页门见长食龙");
        assert_eq!(ideograph('\u{2e80}'), '\u{2e80}');
    }

    #[test]
    fn other_characters_stay() {
        assert!("决算表目—（一）1.".chars().all(|char| ideograph(char) == char));
    }
}
