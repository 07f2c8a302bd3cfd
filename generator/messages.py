"""What the commands say when all goes well, in the language of the user."""

import locale
import os

from generator.records.texts import Language, Text

SAID = {
    "sheets": Text("排印自查表", "Pressing sheets"),
    "books": Text("生成页面", "Building pages"),
    "regulations": Text("处理法规", "Working on regulations"),
    "built": Text(
        "已生成 {path}：{pages} 个页面，{sheets} 份表格（共 {sheet_pages} 页），{files} 个文件",
        "Built {path}: {pages} pages, {sheets} sheets of {sheet_pages} pages, {files} files",
    ),
    "same": Text(
        "没有变化，{path} 保持不变：{pages} 个页面，{sheets} 份表格（共 {sheet_pages} 页）",
        "Nothing changed; {path} stays: {pages} pages, {sheets} sheets of {sheet_pages} pages",
    ),
    "share": Text(
        "已做好这一份：{path}，{n} 部法规，{files} 个文件",
        "Made this share: {path}, {n} regulations, {files} files",
    ),
    "kept": Text("原有网站未改动", "The site as it was is untouched"),
    "none": Text("没有发现问题", "No findings"),
    "count": Text(
        "{errors} 个错误，{warnings} 个提醒", "errors: {errors}, warnings: {warnings}"
    ),
    "waiting": Text("{n} 份表格正在后台更新", "{n} sheets are being renewed in the background"),
    "as_built": Text("{files} 个文件，都与生成时一致", "{files} files, all as they were built"),
    "not_as_built": Text("{n} 个文件与生成时不同", "{n} files are not as they were built"),
    "fingerprint": Text("网站指纹：{fingerprint}", "Fingerprint: {fingerprint}"),
    "packed": Text("已写入 {path}：{files} 个文件", "Wrote {path}: {files} files"),
    "serving": Text("预览：{url}（Ctrl-C 结束）", "Preview: {url} (Ctrl-C ends it)"),
    "rest_in": Text(
        "……还有 {n} 处，都写在 {report} 里", "… and {n} more; {report} has them all"
    ),
    "collected": Text(
        "读了 {files} 个文件，得到 {units} 份自查结果，写在 {folder}（经过见 collect.json）",
        "Read {files} files; {units} units' answers are in {folder} (collect.json tells how)",
    ),
    "scanned": Text(
        "读了 {pages} 页，得到 {units} 份自查结果，写在 {folder}；"
        "{asked} 行要人看（打开 review.html），{refused} 页没读出来（见 scan.json）",
        "Read {pages} pages; {units} units' answers are in {folder}; {asked} rows want a person"
        " (open review.html), {refused} pages were not read (scan.json says why)",
    ),
    "tallied": Text(
        "读了 {files} 个文件，汇总了 {units} 份自查结果；打开 {folder}/index.html 查看",
        "Read {files} files, summed up {units} units' answers; open {folder}/index.html",
    ),
    "derived": Text(
        "起草了 {n} 个检查项，{aside} 条没有可查内容；请逐个取舍，程序不代替人判断",
        "Drafted {n} checks, {aside} articles ask nothing; a person has to judge each of them",
    ),
    "worksheet": Text(
        "已写出 {path}；用 Excel、WPS 或 LibreOffice 填好，再用 --from 读回",
        "Wrote {path}; fill it in with Excel, WPS or LibreOffice, then read it with --from",
    ),
    "worksheet_way": Text(
        "-o 文件.xlsx 写出，--from 文件.xlsx 读回，两样选一样",
        "give -o FILE.xlsx to write it or --from FILE.xlsx to read it back, one of the two",
    ),
    "worksheet_refused": Text(
        "有 {n} 处要先改，什么也没有写入", "{n} places to mend first; nothing is written"
    ),
    "worksheet_dry": Text("只看不写：没有改动文件", "Only shown: no file was changed"),
    "worksheet_same": Text("没有要改的", "Nothing to change"),
    "worksheet_done": Text(
        "已写入 {files} 个文件：采用 {accept}，修改 {edit}，新增 {add}，理由 {why}，"
        "删除 {drop}",
        "Changed {files} files: accepted {accept}, edited {edit}, added {add}, reasons {why},"
        " dropped {drop}",
    ),
    "translation_done": Text(
        "已写入 {path}：{n} 处译文。对照中文核对后，运行 zicha review --translation 地址",
        "Wrote {n} translations into {path}. Hold them against the Chinese, then run zicha"
        " review --translation ADDRESS",
    ),
    "untranslated": Text("（未译）", "(not translated)"),
    "worksheet_term": Text("词表新增 {code}：{name}", "New word {code}: {name}"),
    "worksheet_accept": Text("采用", "accept"),
    "worksheet_edit": Text("修改", "edit"),
    "worksheet_add": Text("新增", "add"),
    "worksheet_why": Text("理由", "reason"),
    "worksheet_drop": Text("删除", "drop"),
    "imported": Text(
        "已建立 content/{id} 和 checklists/{id}（{articles} 条），"
        "并加进了 content/site.yaml。\n"
        "检查项是起草的，还没有人采用：zicha worksheet {id} -o {id}.xlsx 在 Excel 里看，"
        "再用 --from 读回。\n现在就可以 zicha build；还要写的内容，zicha check 逐处列出。",
        "Made content/{id} and checklists/{id} ({articles} articles), listed in"
        " content/site.yaml.\nIts checks are drafts that nobody has accepted: judge them in"
        " Excel, zicha worksheet {id} -o {id}.xlsx, and read it back with --from.\n"
        "zicha build builds it now; zicha check names what is still to be written.",
    ),
    "imported_broken": Text(
        "已建立 content/{id} 和 checklists/{id}（{articles} 条），"
        "并加进了 content/site.yaml。\n"
        "上面的 error 改好之前 zicha build 不会生成网站：对照原文改 content/{id}/zh.txt，"
        "再用 zicha check --only {id} 核对。",
        "Made content/{id} and checklists/{id} ({articles} articles), listed in"
        " content/site.yaml.\nzicha build makes no site before the errors above are mended: see"
        " to content/{id}/zh.txt, then run zicha check.",
    ),
    "unlisted": Text(
        "已建立 content/{id} 和 checklists/{id}（{articles} 条）。请把 {id} 加进"
        " content/site.yaml 的 regulations，再用 zicha check 看还要写什么。",
        "Made content/{id} and checklists/{id} ({articles} articles). Add {id} to regulations"
        " in content/site.yaml; then zicha check shows what is still to be written.",
    ),
    "new": Text(
        "已在 {folder} 建立项目。下一步：\n"
        "  cd {folder}\n"
        "  zicha import 法规文件.docx --id 编号        收录法规，起草检查项\n"
        "  zicha worksheet 编号 -o 编号.xlsx          在 Excel 里看草稿，再用 --from 读回\n"
        "  zicha build                                生成 site/",
        "Made a project in {folder}. Next:\n"
        "  cd {folder}\n"
        "  zicha import regulation.docx --id ID    add a regulation, with drafts of checks\n"
        "  zicha worksheet ID -o ID.xlsx           judge drafts in Excel; --from reads back\n"
        "  zicha build                             makes site/",
    ),
    "new_history": Text(
        "已建好 git 仓库；每次改完 git add -A、git commit，zicha review 才能显示改了哪些字",
        "It is a git repository: commit what you change, so that zicha review can show words",
    ),
    "more": Text(
        "……还有 {n} 处，zicha check 全部列出", "… and {n} more; zicha check lists them all"
    ),
    "rest": Text(
        "……还有 {n} 处；zicha check --all 全部列出",
        "… and {n:,} more; zicha check --all lists them all",
    ),
    "released": Text(
        "已记录 {id} 的 {edition} 版：{n} 个检查项",
        "Recorded edition {edition} of {id}: {n} checks",
    ),
    "laid": Text(
        "{id} 的 {edition} 版早已记录，内容相同（{n} 个检查项）；全部文件现已存入 {folder}",
        "Edition {edition} of {id} is recorded already, just so ({n} checks); its files are"
        " kept in {folder} now",
    ),
    "recorded": Text(
        "{id} 的 {edition} 版早已记录，内容相同（{n} 个检查项），未作改动",
        "Edition {edition} of {id} is recorded already, just so ({n} checks); nothing written",
    ),
    "replaced": Text(
        "代替了同一日期原来的记录：{sheets} 份表格、{checks} 个检查项与原记录不同（{names}）；"
        "按原记录印出的这些表格，网站不再认得",
        "It replaced a record of the same date: {sheets} sheets and {checks} checks differ"
        " ({names}); the site no longer knows such sheets as were printed before",
    ),
    "comparison": Text("新旧条文对照表", "Old and new provisions side by side"),
    "comparison_old": Text("修改前", "Before"),
    "comparison_new": Text("修改后", "After"),
    "comparison_remark": Text("说明", "Remark"),
    "nothing_again": Text(
        "{edition} 版以后没有需要重新检查的检查项，原来的答案都有效",
        "nothing has to be inspected again since {edition}; all answers stand",
    ),
    "comparison_out": Text(
        "PDF 和 DOCX 要写入文件：用 -o 写明文件名",
        "PDF and DOCX go into a file: name it with -o",
    ),
    "comparison_written": Text("已写出 {path}", "Wrote {path}"),
    "differences": Text(
        "未改 {unchanged} 条，只改序号 {renumbered} 条，修改 {edited} 条，移动 {moved} 条，"
        "拆分 {split} 条，并入 {merged} 条，新增 {added} 条，删去 {deleted} 条",
        "unchanged {unchanged}, renumbered {renumbered}, edited {edited}, moved {moved},"
        " split {split}, merged {merged}, added {added}, deleted {deleted}",
    ),
    "same_text": Text(
        "{id} 的正文已经是这个文本，没有要改的",
        "The text of {id} is this one already; nothing to be done",
    ),
    "planned": Text(
        "写入 {n} 个文件，移走 {gone} 个；原来的全部文件存入 {archive}",
        "Files written: {n}, taken away: {gone}; all as it was goes to {archive}",
    ),
    "only_planned": Text(
        "以上只是计划，什么也没有写入", "This is only the plan; nothing is written"
    ),
    "choose": Text(
        "{check}  {at} 的文字拆开、并入或移到了别处，归到哪里？{among}（建议 {proposed}）"
        "  {ask}",
        "{check}  the words of {at} were split, merged or moved; where does it go? {among}"
        " (proposed: {proposed})  {ask}",
    ),
    "choices": Text(
        "{n} 个检查项的去向要选，已写出 {path}；填好“归到”栏，再用 --from 读回",
        "Where {n} checks go is to be chosen: wrote {path}; fill in Goes to, then read it with"
        " --from",
    ),
    "choices_open": Text(
        "有 {n} 个检查项还没有选去向，什么也没有写入。运行 zicha amend {id} {file} -o 去向.xlsx"
        " 在 Excel 里选，或加 --choose 编号=地址",
        "{n} checks wait for somebody to say where they go; nothing is written. Run zicha amend"
        " {id} {file} -o choices.xlsx to choose in Excel, or add --choose CHECK=ADDRESS",
    ),
    "amended": Text(
        "{id} 已改用新文本。接着用 zicha check 看哪些要核对，核对后运行 zicha review；"
        "要撤销，用 git 恢复，或把 {archive} 里的 content、checklists 放回原处。",
        "{id} has the new text now. zicha check names what to look at again, zicha review"
        " clears it. To undo: git, or put content and checklists in {archive} back.",
    ),
    "as_received": Text(
        "content/{id}/zh.txt  与收到的原件逐字相同",
        "content/{id}/zh.txt  word for word as in the file received",
    ),
    "renewed": Text("更新了 {n} 处内容核对码", "Content stamps renewed: {n}"),
    "to_review": Text(
        "{n} 处待核对；什么也没有写入。核对后写明地址再运行，如 zicha review a5",
        "Waiting for review: {n}; nothing written. Look, then name them: zicha review a5",
    ),
    "renew_these": Text("这 {n} 处都核对过了，更新吗？", "All {n} looked at; renew them?"),
    "unknown_before": Text(
        "有的没有留下核对时的文字，git 里也没有，只列出现在的文字",
        "Neither reviewed.txt nor git knows what some of it said before; there the present"
        " words stand alone",
    ),
    "no_rule": Text(
        "没有 {name} 这条规则；是否应为 {near}？",
        "there is no rule {name}; should it be {near}?",
    ),
    "answers_alone": Text(
        "用 --answers、--carry 时，检查项由自查结果决定，不能再选条、主体或检查项",
        "with --answers or --carry the answers say which checks there are; choose no others",
    ),
    "one": Text(
        "--article、--bearer、--chapter、--tracer、--booklet、--ledger、--check 只选一种",
        "choose one of --article, --bearer, --chapter, --tracer, --booklet, --ledger, --check",
    ),
    "address": Text(
        "不能在 {host}:{port} 上提供预览：{why}；请换一个：--host、--port（1024 以上）",
        "cannot serve at {host}:{port}: {why}; choose another: --host, --port (from 1024)",
    ),
    "not_shown": Text(
        "{errors} 个错误，{warnings} 个提醒；改好并保存后，预览自动更新",
        "errors: {errors}, warnings: {warnings}; mend and save, and the preview renews itself",
    ),
    "warned": Text("{n} 个提醒，zicha check 全部列出", "warnings: {n}; zicha check lists them"),
    "port": Text(
        "端口 {port} 已被占用，请换一个：--port", "port {port} is taken; choose another: --port"
    ),
}

TRUST = "信任项目里的 mkdocs.yml 和模板，它们能运行程序 / let its mkdocs.yml and templates run"


def say(key: str, ui: Language, **values: object) -> str:
    """A message in the language of the user."""
    text = SAID[key]
    return (text.zh if ui == "zh" else text.en or text.zh).format(**values)


def home_language() -> Language:
    """Chinese where the user's locale is Chinese, be it installed or not."""
    name = _named_locale() or _system_locale()
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _named_locale() -> str:
    """What the variables of the shell name: of a list in LANGUAGE the first, zh_CN:en."""
    names = (os.environ.get(each, "") for each in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "")
    if name in ("C", "POSIX"):
        return name
    return next(filter(None, os.environ.get("LANGUAGE", "").split(":")), name)


def _system_locale() -> str:
    """What the system says where no variable does, as on Windows."""
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a name that Python does not know
        return ""
