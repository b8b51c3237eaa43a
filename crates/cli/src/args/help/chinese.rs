//! What commands, options and values mean, in Chinese. The English stands beside them in [`super::super`].

/// What a command or an option means.
pub(super) struct Words {
    /// One line.
    pub(super) brief: &'static str,
    /// What there is to say beyond it, by paragraphs.
    pub(super) more: &'static [&'static str],
    /// What each value means, where that needs to be said.
    pub(super) values: &'static [(&'static str, &'static str)],
}

const fn brief(brief: &'static str) -> Words {
    Words { brief, more: &[], values: &[] }
}

impl Words {
    const fn more(self, more: &'static [&'static str]) -> Self {
        Self { more, ..self }
    }

    const fn values(self, values: &'static [(&'static str, &'static str)]) -> Self {
        Self { values, ..self }
    }
}

const TEXT: (&str, &str) = ("text", "给人看");
const JSON: (&str, &str) = ("json", "给程序读");
const ONE_FOLDER: &str = "文件所在的文件夹必须已经存在；以斜杠结尾的文件夹名，没有的话会连同上级一起新建。";

/// Of the command with this path below `juesuan`.
pub(super) fn command(path: &str) -> Option<Words> {
    Some(match path {
        "" => brief("把公开的部门决算、单位决算文件（PDF 或文本）转成数据。")
            .more(&["退出码：0 完成；1 完成，但有问题已报告；2 没有得到结果。英文说明：juesuan --help --lang en"]),
        "convert" => brief("转换一个文件或整批文件")
            .more(&["退出码：0 完成；1 完成，但有问题已报告，或多个文件中有失败的；2 没有得到结果。"]),
        "report" => brief("做成供人查看的网页：每个数对照它在页面上的位置，列出不符之处").more(&["每份文件做成单独一个网页文件，不用联网，双击即可打开。退出码：0 完成；1 完成，但有问题已报告，或多个文件中有失败的；2 没有得到结果。"]),
        "check" => brief("核对文件中应当成立的各项关系").more(&["先列最严重的，然后每个文件一行汇总。读取中的问题写到标准错误；没能读出的内容所涉及的关系记为未核对，不算不符。\
             退出码：0 没有错误级的发现；1 有，或多个文件中有读不了的；2 没有得到结果。"]),
        "doctor" => brief("检查一个文件是什么、能否完整读取")
            .more(&["退出码：0 不会丢失内容；1 会丢失一些；2 没有得到结果。"]),
        "text" => brief("按页输出可见文字"),
        "draw" => brief("画出某一页在某一阶段的提取结果（SVG）"),
        "golden" => brief("用一批文件检验转换结果").more(&["一批文件是一个带 manifest.json 的文件夹，或只装着 PDF 和文本文件的文件夹。"]),
        "golden score" => brief("与真值比较并计分").more(&["退出码：0 与真值完全一致；1 有错误；2 没有可比较的。"]),
        "golden check" => brief("与上次认可的结果比较").more(&["退出码：0 没有变化；1 有变化；2 没有可比较的。"]),
        "golden bless" => brief("认可现在的结果").more(&["退出码：0 没有变化；1 有变化，已认可；2 没有可比较的。"]),
        "golden accuracy" => brief("生成准确度页面")
            .more(&["退出码：0 已写好，或用 --check 时没有过时；1 用 --check 时已过时；2 没有可比较的。"]),
        "schema" => brief("输出结果 JSON 的 JSON Schema"),
        "completions" => brief("生成命令行补全脚本"),
        "man" => brief("生成 man 手册页"),
        "help" | "golden help" => brief("显示本说明，或所给命令的说明"),
        _ => return None,
    })
}

/// Of the option or argument with this id.
pub(super) fn argument(path: &str, id: &str) -> Option<Words> {
    Some(match (path, id) {
        (_, "help") => brief("显示说明（-h 为简要说明）"),
        (_, "version") => brief("显示版本"),
        (_, "lang") => brief("消息和说明所用的语言").values(&[("zh", "简体中文"), ("en", "英文")]),
        (_, "password") => brief("打开文件的密码"),
        ("check", "files") => brief("PDF 或文本文件，可给多个"),
        (_, "files") => brief("PDF 或文本文件；可给多个，也可给文件夹"),
        ("draw", "file") => brief("PDF 文件"),
        (_, "file") => brief("PDF 或文本文件"),
        ("convert" | "report", id) => return of_conversion(path, id),
        ("check", "format") => {
            brief("不符之处的写法").values(&[TEXT, JSON, ("sarif", "给显示检查结果的工具（SARIF 2.1.0）")])
        }
        ("check", "color") => brief("文字是否着色").values(&[
            ("auto", "在终端上着色，除非设了 NO_COLOR"),
            ("always", "总是着色"),
            ("never", "不着色"),
        ]),
        ("check", "all") => brief("连同尾差和未能核对的一起列出；json 格式时列出每一项核对"),
        ("check", "explain") => brief("说明一条规则的含义、理由并举例；all 列出全部规则"),
        ("doctor", "format") => brief("结果的写法").values(&[TEXT, JSON]),
        ("text", "output") => brief("文字写到哪里：文件，或文件夹（写入“原名.txt”）；- 为标准输出").more(&[ONE_FOLDER]),
        ("draw", "page") => brief("第几页，从文件的第 1 页数起"),
        ("draw", "stage") => brief("哪一阶段").values(&[
            ("marks", "字符和线段，按读到的样子"),
            ("lines", "连成的词和行"),
            ("grid", "线围成的格"),
            ("table", "表格及其单元格"),
        ]),
        ("draw", "output") => {
            brief("SVG 写到哪里：文件，或文件夹（写入“原名.页.阶段.svg”）；- 为标准输出").more(&[ONE_FOLDER])
        }
        (_, "corpus") => brief("这批文件所在的文件夹"),
        (_, "only") => brief("只看这个编号的文件；可给多个"),
        (_, "golden") => brief("认可的结果所在的文件夹"),
        ("golden check" | "golden bless", "all") => brief("列出全部差异，而不只是每个文件的第一处"),
        ("golden score", "format") => brief("分数的写法").values(&[TEXT, JSON]),
        ("golden score", "details") => brief("逐条列出错误"),
        ("golden accuracy", "output") => brief("accuracy.md 和 accuracy.zh.md 写入的文件夹"),
        ("golden accuracy", "date") => brief("页面上写的日期；不给则为今天"),
        ("golden accuracy", "check") => brief("什么也不写，只看现有页面除日期外是否过时"),
        ("schema", "output") => brief("写到哪里：文件，或文件夹（写入 final_accounts.schema.json）；- 为标准输出"),
        ("completions", "shell") => brief("哪一种 shell"),
        ("man", "output") => brief("每个命令一页，写入这个文件夹；不给则把主页面写到标准输出")
            .more(&["没有这个文件夹则新建。各页名为 juesuan.1、juesuan-convert.1 等。"]),
        ("help" | "golden help", "subcommand") => brief("要看说明的命令"),
        _ => return None,
    })
}

/// Of what `convert` and `report` take, alone or both.
fn of_conversion(path: &str, id: &str) -> Option<Words> {
    Some(match (path, id) {
        ("convert", "output") => brief("JSON 写到哪里：文件，或文件夹（写入“原名.json”）；- 为标准输出").more(&[ONE_FOLDER, "多个文件或文件夹时，这里是一个文件夹：\
             json/ 中按原来的目录存放结果，manifest.jsonl 记录每个文件的情况。同一命令再次运行，只转换新增和改动的文件。"]),
        ("convert", "format") => brief("输出什么；可给多个")
            .more(&["json 和 xlsx（各张表存为工作簿）每个文件一份。jsonl、csv、parquet 是全部文件合在一起的，只有一个文件时也是：\
                 表写入“输出文件夹/csv/”等处，旁边有 datapackage.json 和数据字典。以前要过的格式会一直更新，直到删去那个文件夹。"])
            .values(&[
                ("json", "每份文件一个 JSON"),
                ("xlsx", "每份文件的各张表存为一个工作簿"),
                ("jsonl", "全部文件的 JSON，一行一份"),
                ("csv", "全部文件合成的表，CSV 格式"),
                ("parquet", "同样的表，Parquet 格式"),
            ]),
        ("convert", "bom") => brief("在 CSV 开头写上 Excel 识别 UTF-8 的标记").more(&["以后再运行也会保留。CSV 中的文字与文件中的一样：表格软件可能把以 =、+、-、@ 开头的文字当作公式，文件来源不可靠时，\
             请把各列按文本导入。"]),
        ("convert", "compact") => brief("单个文件的 JSON 写成一行；多个文件时总是这样"),
        ("convert", "report") => brief("另外为每份文件做一个网页，放在“输出文件夹/report/”，并做总目录 index.html"),
        ("report", "output") => brief("网页写到哪里：文件，或文件夹（写入“原名.html”）；- 为标准输出").more(&["多个文件或文件夹时，这里是一个文件夹，与 juesuan convert --report 相同：index.html 通往 report/ 中每份文件的网页。\
             名字以 .html 结尾时，写成一个总目录，旁边是去掉 .html 的同名文件夹。"]),
        (_, "pages") => brief("网页显示哪些页面").values(&[
            ("relevant", "有表或有发现的页"),
            ("all", "所有页"),
            ("none", "都不显示"),
        ]),
        (_, "no_pictures") => brief("页面只显示文字，不画图：更小，也更快"),
        (_, "dpi") => brief("页面图每英寸的点数，36 到 300"),
        (_, "jobs") => brief("同时转换几个文件；不给则与处理器数相同"),
        (_, "time_limit") => brief("每个文件最多用几秒；0 表示不限"),
        (_, "memory_limit") => brief("每个文件最多用多少内存，如 512M、2G；0 表示不限").more(&["在 Linux 上有效。"]),
        (_, "force") => brief("不管有没有改动，全部重新转换"),
        (_, "prune") => brief("删去已不在所给文件之中的结果"),
        (_, "quiet") => brief("只报告失败：不显示进度和汇总"),
        _ => return None,
    })
}
