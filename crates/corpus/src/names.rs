//! Entities that do not exist: places found in no list of administrative divisions, and kinds of units that every place has.

use crate::accounts::Size;
use crate::dice::Dice;

const PLACES: [&str; 12] = [
    "云岭市",
    "东浦市",
    "清陵县",
    "松涧区",
    "临沅市",
    "沐川市",
    "青陌县",
    "银杏区",
    "望江市",
    "石澜县",
    "澄湖市",
    "枫桥区",
];

/// What a unit does: the 款 of its main expenditure, and what such units are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The functional 款 that its own work is paid from.
    pub(crate) section: &'static str,
    /// A department's name behind its place.
    department: &'static str,
    /// A unit's name behind its place.
    unit: &'static str,
    /// What it does, three duties.
    pub(crate) duties: [&'static str; 3],
}

const FIELDS: [Field; 8] = [
    Field {
        section: "20126",
        department: "档案局",
        unit: "档案馆",
        duties: ["接收、整理和保管应当进馆的各类档案", "提供档案查阅服务，编辑出版史料", "指导基层档案室的业务建设"],
    },
    Field {
        section: "20502",
        department: "教育局",
        unit: "第二实验小学",
        duties: ["实施国家规定的义务教育课程", "组织教师培训和教学研究", "管理校舍、设备和学生资助"],
    },
    Field {
        section: "20604",
        department: "科学技术局",
        unit: "生产力促进中心",
        duties: ["推广适用技术，服务中小企业创新", "承担科技项目的评审和验收", "开展科普活动和技术培训"],
    },
    Field {
        section: "20701",
        department: "文化广电旅游局",
        unit: "图书馆",
        duties: ["收藏、整理和借阅图书报刊", "开展全民阅读和公益讲座", "保护地方文献和古籍"],
    },
    Field {
        section: "21004",
        department: "卫生健康局",
        unit: "疾病预防控制中心",
        duties: ["监测和处置传染病疫情", "组织预防接种和健康教育", "开展食品、饮用水等卫生检测"],
    },
    Field {
        section: "21301",
        department: "农业农村局",
        unit: "农业技术推广站",
        duties: ["引进、试验和推广农作物良种", "监测和防治病虫害", "指导农民合作社和家庭农场"],
    },
    Field {
        section: "20103",
        department: "人民政府办公室",
        unit: "机关事务服务中心",
        duties: ["办理公文和会务", "督查重点工作的落实情况", "管理办公用房和公务用车"],
    },
    Field {
        section: "20802",
        department: "民政局",
        unit: "社会福利院",
        duties: ["救助困难群众，管理社会组织", "办理婚姻登记和殡葬管理", "养育孤残儿童，照料特困老人"],
    },
];

/// Whose accounts a document shows.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// The name with its place.
    pub(crate) name: String,
    pub(crate) field: Field,
    /// A department (部门) with units below it, else a single unit (单位).
    pub(crate) is_department: bool,
    /// The names of the units below a department.
    pub(crate) below: Vec<String>,
}

impl Unit {
    pub(crate) fn new(dice: &mut Dice, size: Size) -> Self {
        let place = *dice.pick(&PLACES);
        let field = *dice.pick(&FIELDS);
        let is_department = size >= Size::Medium;
        if !is_department {
            return Self { name: format!("{place}{}", field.unit), field, is_department, below: Vec::new() };
        }
        let kinds = ["综合服务中心", "信息中心", "培训中心", "执法大队", "后勤服务中心", "宣传教育中心"];
        let count = usize::try_from(dice.between(2, 5)).unwrap_or(2);
        let stem = field.department.trim_end_matches('局').trim_end_matches("办公室");
        let below = dice.some(&kinds, count).into_iter().map(|kind| format!("{place}{stem}{kind}")).collect();
        Self { name: format!("{place}{}", field.department), field, is_department, below }
    }

    /// `department` or `unit`.
    pub(crate) fn scope(&self) -> &'static str {
        if self.is_department { "department" } else { "unit" }
    }

    /// 部门 or 单位, as the document calls itself.
    pub(crate) fn word(&self) -> &'static str {
        if self.is_department { "部门" } else { "单位" }
    }
}
