//! 第一部分: what the unit does and what belongs to it.

use super::sentence::{Paragraph, heading};
use crate::dice::Dice;
use crate::names::Unit;
use crate::spec::Block;

/// Duties and organisation.
pub(super) fn blocks(unit: &Unit, dice: &mut Dice) -> Vec<Block> {
    let mut blocks = vec![heading("一、主要职责")];
    for (at, duty) in unit.field.duties.iter().enumerate() {
        blocks.push(Paragraph::new(format!("{}．{duty}", at + 1)).end());
    }
    blocks.push(heading("二、机构设置"));
    if unit.is_department {
        let count = i64::try_from(unit.below.len()).unwrap_or_default();
        let lead = Paragraph::new("纳入本部门决算编制范围的有本级和")
            .count("下属单位", "下属单位", count, "个")
            .say(format!("，分别是{}", unit.below.join("、")));
        blocks.push(lead.end());
    } else {
        let offices = dice.between(2, 5);
        blocks.push(Paragraph::new("本单位").count("内设机构", "内设机构", offices, "个").say("，没有下属单位").end());
    }
    let posts = dice.between(8, 90);
    let staff = posts - dice.between(0, 5);
    blocks.push(
        Paragraph::default()
            .count("核定编制", "核定编制", posts, "人")
            .count("，年末实有在职人员", "在职人员", staff, "人")
            .end(),
    );
    blocks
}
