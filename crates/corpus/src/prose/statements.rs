//! 情况说明: the forms' figures in sentences, compared with the year before and with the budget.

use super::sentence::{Paragraph, heading, subheading};
use crate::accounts::{Accounts, Leaf};
use crate::codes::{Budget, classes};
use crate::dice::Dice;
use crate::names::Unit;
use crate::spec::Block;
use crate::style::Style;

/// Every statement of the part.
pub(super) fn blocks(unit: &Unit, style: &Style, accounts: &Accounts, dice: &mut Dice) -> Vec<Block> {
    let mut blocks = totals(style, accounts);
    blocks.extend(fiscal(style, accounts));
    blocks.extend(basic(style, accounts));
    blocks.extend(three_public(style, accounts));
    blocks.extend(others(unit, style, accounts, dice));
    blocks
}

fn totals(style: &Style, accounts: &Accounts) -> Vec<Block> {
    let (money, year) = (style.money, style.year_word());
    let income = accounts.sum(Leaf::income);
    let spent = accounts.sum(Leaf::expenditure);
    let last = &accounts.last_year;
    let sources: [(&str, i64); 6] = [
        ("财政拨款收入", accounts.sum(|leaf| leaf.fiscal.income())),
        ("上级补助收入", accounts.sum(|leaf| leaf.other_income.superior)),
        ("事业收入", accounts.sum(|leaf| leaf.other_income.business)),
        ("经营收入", accounts.sum(|leaf| leaf.other_income.operating)),
        ("附属单位上缴收入", accounts.sum(|leaf| leaf.other_income.affiliated)),
        ("其他收入", accounts.sum(|leaf| leaf.other_income.other)),
    ];
    let kinds: [(&str, i64); 5] = [
        ("基本支出", accounts.sum(|leaf| leaf.fiscal.basic() + leaf.other.basic)),
        ("项目支出", accounts.sum(|leaf| leaf.fiscal.project + leaf.other.project)),
        ("上缴上级支出", accounts.sum(|leaf| leaf.other.remitted)),
        ("经营支出", accounts.sum(|leaf| leaf.other.operating)),
        ("对附属单位补助支出", accounts.sum(|leaf| leaf.other.subsidy)),
    ];
    let list = |whole_name: &str, whole: i64, parts: &[(&str, i64)]| {
        let mut paragraph = Paragraph::new("其中：");
        for (at, (name, amount)) in parts.iter().filter(|(_, amount)| *amount != 0).enumerate() {
            let before = if at == 0 { "" } else { "；" };
            paragraph = paragraph.say(before).amount(money, name, *amount).share(name, whole_name, *amount, whole);
        }
        paragraph.end()
    };
    vec![
        heading("一、收入支出决算总体情况"),
        subheading("（一）收入情况"),
        Paragraph::new(format!("{year}度"))
            .amount(money, "本年收入合计", income)
            .compared(money, "本年收入合计", income, (last.income, "上年", "last_year"))
            .end(),
        list("本年收入合计", income, &sources),
        subheading("（二）支出情况"),
        Paragraph::new(format!("{year}度"))
            .amount(money, "本年支出合计", spent)
            .compared(money, "本年支出合计", spent, (last.expenditure, "上年", "last_year"))
            .end(),
        list("本年支出合计", spent, &kinds),
    ]
}

fn fiscal(style: &Style, accounts: &Accounts) -> Vec<Block> {
    let (money, year) = (style.money, style.year_word());
    let spent = accounts.sum(|leaf| leaf.fiscal.expenditure());
    let general = accounts.sum_of(Budget::General, |leaf| leaf.fiscal.expenditure());
    let mut blocks = vec![
        heading("二、财政拨款支出决算情况"),
        Paragraph::new(format!("{year}度"))
            .amount(money, "财政拨款支出", spent)
            .compared(money, "财政拨款支出", spent, (accounts.last_year.fiscal_expenditure, "上年", "last_year"))
            .completion("财政拨款支出", spent, accounts.initial_budget)
            .end(),
        Paragraph::new("其中，")
            .amount(money, "一般公共预算财政拨款支出", general)
            .share("一般公共预算财政拨款支出", "财政拨款支出", general, spent)
            .end(),
        Paragraph::new("一般公共预算财政拨款支出按功能分类划分如下：").end_open(),
    ];
    let mut number = 0;
    for class in classes(style.year) {
        let of_class = |leaf: &Leaf| if leaf.code.starts_with(class.code) { leaf.general().expenditure() } else { 0 };
        let amount = accounts.sum(of_class);
        if amount == 0 {
            continue;
        }
        number += 1;
        let subject = format!("{}（类）支出", class.name);
        blocks.push(
            Paragraph::new(format!("{number}．"))
                .amount(money, &subject, amount)
                .share(&subject, "一般公共预算财政拨款支出", amount, general)
                .end(),
        );
    }
    blocks
}

fn basic(style: &Style, accounts: &Accounts) -> Vec<Block> {
    let money = style.money;
    let personnel = accounts.sum(|leaf| leaf.general().personnel);
    let public = accounts.sum(|leaf| leaf.general().public);
    vec![
        heading("三、一般公共预算财政拨款基本支出决算情况"),
        Paragraph::new(format!("{}度", style.year_word()))
            .amount(money, "一般公共预算财政拨款基本支出", personnel + public)
            .say("，其中")
            .amount(money, "人员经费", personnel)
            .say("，")
            .amount(money, "公用经费", public)
            .end(),
    ]
}

fn three_public(style: &Style, accounts: &Accounts) -> Vec<Block> {
    let money = style.money;
    let (three, last) = (&accounts.three_public, accounts.last_year.three_public);
    let spent = &three.spent;
    vec![
        heading("四、财政拨款“三公”经费支出决算情况"),
        Paragraph::new(format!("{}度", style.year_word()))
            .amount(money, "“三公”经费支出", spent.total())
            .compared(money, "“三公”经费支出", spent.total(), (last, "上年", "last_year"))
            .say("。其中：")
            .end_open(),
        Paragraph::new("1．")
            .amount(money, "因公出国（境）费", spent.abroad)
            .count("，出国（境）团组", "出国（境）团组", three.groups_abroad, "个")
            .count("，累计", "出国（境）人次", three.people_abroad, "人次")
            .end(),
        Paragraph::new("2．")
            .amount(money, "公务用车购置费", spent.purchase)
            .count("，购置车辆", "购置车辆", three.vehicles_bought, "辆")
            .say("；")
            .amount(money, "公务用车运行维护费", spent.operation)
            .count("，年末公务用车保有量", "公务用车保有量", three.vehicles_kept, "辆")
            .end(),
        Paragraph::new("3．")
            .amount(money, "公务接待费", spent.reception)
            .count("，国内公务接待", "国内公务接待批次", three.receptions, "批次")
            .count("、", "国内公务接待人次", three.people_received, "人次")
            .end(),
    ]
}

fn others(unit: &Unit, style: &Style, accounts: &Accounts, dice: &mut Dice) -> Vec<Block> {
    let (money, year) = (style.money, style.year_word());
    let public = accounts.sum(|leaf| leaf.general().public);
    let projects = accounts.sum(|leaf| leaf.general().project);
    let bought = dice.split(public / 2, 3);
    let total: i64 = bought.iter().sum();
    let small = if total == 0 { 0 } else { dice.between(0, total) };
    let vehicles = accounts.three_public.vehicles_kept;
    let purchases = Paragraph::new(format!("{year}度"))
        .amount(money, "政府采购支出总额", total)
        .say("，其中：")
        .amount(money, "政府采购货物支出", bought[0])
        .say("、")
        .amount(money, "政府采购工程支出", bought[1])
        .say("、")
        .amount(money, "政府采购服务支出", bought[2])
        .say("。")
        .amount(money, "授予中小企业合同金额", small)
        .share("授予中小企业合同金额", "政府采购支出总额", small, total);
    let mut blocks = vec![heading("五、其他重要事项的情况说明"), subheading("（一）机关运行经费支出情况")];
    blocks.push(if unit.is_department {
        Paragraph::new(format!("{year}度")).amount(money, "机关运行经费支出", public).end()
    } else {
        Paragraph::new("本单位是事业单位，没有机关运行经费").end()
    });
    blocks.extend([
        subheading("（二）政府采购支出情况"),
        purchases.end(),
        subheading("（三）国有资产占用情况"),
        Paragraph::new(format!("截至{year}12月31日，"))
            .count("共有车辆", "车辆", vehicles, "辆")
            .count("，单价100万元以上的设备", "单价100万元以上的设备", dice.between(0, 6), "台（套）")
            .end(),
        subheading("（四）预算绩效情况"),
    ]);
    blocks.push(
        Paragraph::new(format!("对{year}度的"))
            .count("项目", "绩效自评项目", dice.between(1, 30), "个")
            .say("开展绩效自评，")
            .amount(money, "涉及资金", projects)
            .end(),
    );
    blocks
}
