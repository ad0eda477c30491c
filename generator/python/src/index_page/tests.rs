use super::{IndexPage, IndexPageError};

const SHA256: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const JSON: &str = "application/vnd.pypi.simple.v1+json";

/// `filename url hash` a line
fn html(text: &str) -> String {
    lines(&IndexPage::parse(Some("text/html; charset=utf-8"), text.as_bytes()).unwrap())
}

fn lines(page: &IndexPage) -> String {
    let file = |file: &super::IndexFile| {
        let hash = file.sha256.map_or("-", |_| "hash");
        format!("{} {} {hash}", file.filename, file.url)
    };
    page.files.iter().map(file).collect::<Vec<_>>().join("\n")
}

#[test]
fn attributes_are_quoted_in_any_way() {
    for anchor in [
        r#"<a href="f/a-1-py3-none-any.whl">a-1-py3-none-any.whl</a>"#,
        "<a href='f/a-1-py3-none-any.whl'>a-1-py3-none-any.whl</a>",
        "<a href=f/a-1-py3-none-any.whl>a-1-py3-none-any.whl</a>",
        "<A HREF = \"f/a-1-py3-none-any.whl\"\n  REL=internal>a-1-py3-none-any.whl</A>",
        "<a\nclass=x\n\thref=\n\"f/a-1-py3-none-any.whl\"\n>\n a-1-py3-none-any.whl \n</a\n>",
        "<a title=\"a > b\" href='f/a-1-py3-none-any.whl'>it</a>",
        "<a data-href='no-1.whl' href='f/a-1-py3-none-any.whl' href='no-2.whl'>it</a>",
        "<a href='f/a-1-py3-none-any.whl'><span>a-1</span>-<b>py3-none</b>-any.whl</a>",
        "<a href='\n f/a-1-py3-\nnone-any.whl '>it</a>",
        "<a href='f/a-1-py3-none-any.whl'>never closed",
        "<!-- <a href='no-1.whl'>no-1.whl</a> --><script>'<a href=\"no-2.whl\">'</script>\
         <a name='none'>no-3.whl</a><a href=''>no-4.whl</a><a href=#x>no-5.whl</a><a href='../'>up</a><a href=f/a-1-py3-none-any.whl>it",
    ] {
        assert_eq!(
            html(anchor),
            "a-1-py3-none-any.whl f/a-1-py3-none-any.whl -",
            "{anchor}"
        );
    }
}

#[test]
fn entities_and_escapes_are_read() {
    assert_eq!(
        html("<a href='/f/a-1%2Bcu121-py3-none-any.whl?x=1&amp;y=2&#38;z'>a&#45;1</a>"),
        "a-1+cu121-py3-none-any.whl /f/a-1%2Bcu121-py3-none-any.whl?x=1&y=2&z -"
    );
    // As an index writes a local version
    assert_eq!(
        html("<a href=\"https://i.example/a_b-1.0&#43;233fca-py3-none-any.whl\" data-requires-python=\"&gt;=3.7\">x</a>"),
        "a_b-1.0+233fca-py3-none-any.whl https://i.example/a_b-1.0+233fca-py3-none-any.whl -"
    );
    assert_eq!(
        html("<a href='/download?id=7&amp;k=1'>a&#45;1&period;tar&#x2e;gz</a>"),
        "a-1.tar.gz /download?id=7&k=1 -"
    );
}

#[test]
fn a_hash_is_read_where_there_is_one() {
    let page = format!(
        "<a href='a-1.zip#sha256={SHA256}'>a-1.zip</a><a href='a-2.zip#egg=a&sha256={SHA256}'></a>\
         <a href='a-3.zip#md5=00' data-yanked='broken'>a-3.zip</a><a href='a-4.zip#sha256=7'></a>"
    );
    let read = html(&page);
    let hashes: Vec<&str> = read
        .lines()
        .map(|line| line.rsplit(' ').next().unwrap())
        .collect();
    assert_eq!(hashes, ["hash", "hash", "-", "-"]);
}

/// What uv met at devpi and at PyTorch's index (astral-sh/uv 1441, 8172, 13195), and rules_python at a proxy
/// (bazel-contrib/rules_python 3907)
#[test]
fn pages_of_public_reports_are_read() {
    let page = format!(
        "<script type='text/javascript'>document.write(\"<a class='x'>\" + y + '</a>')</script>\
         <a>no address</a><a href='a-1-py3-none-any.whl#'>a-1-py3-none-any.whl</a>\
         <a href='/whl/cu128/a-1%2Bcu128-cp310-cp310-manylinux_2_28_aarch64.whl' data-core-metadata='sha256={SHA256}'>x</a><br/>\
         <a href='/whl/cu128/a-1%2Bcu128-cp310-cp310-manylinux_2_28_x86_64.whl#sha256={SHA256}' data-core-metadata='sha256={SHA256}'>x</a>\
         <a href='../../six/six.whl#sha256={SHA256}'>six.whl</a>"
    );
    assert_eq!(
        html(&page),
        format!(
            "a-1-py3-none-any.whl a-1-py3-none-any.whl# -\n\
             a-1+cu128-cp310-cp310-manylinux_2_28_aarch64.whl /whl/cu128/a-1%2Bcu128-cp310-cp310-manylinux_2_28_aarch64.whl -\n\
             a-1+cu128-cp310-cp310-manylinux_2_28_x86_64.whl /whl/cu128/a-1%2Bcu128-cp310-cp310-manylinux_2_28_x86_64.whl#sha256={SHA256} hash\n\
             six.whl ../../six/six.whl#sha256={SHA256} hash"
        )
    );
}

#[test]
fn the_first_base_counts() {
    let page = b"<base target=x><base href='https://f.example/x/'><base href=y><a href=a-1.zip>";
    let page = IndexPage::parse(None, page).unwrap();
    assert_eq!(page.base.as_deref(), Some("https://f.example/x/"));
    assert_eq!(lines(&page), "a-1.zip a-1.zip -");
}

#[test]
fn a_page_in_json_needs_names_and_addresses_alone() {
    let text = format!(
        r#"{{"files": [{{"filename": "a-1.zip", "url": "/a-1.zip", "hashes": {{"sha256": "{SHA256}", "blake2b": 7}},
            "size": null, "yanked": "why", "dist-info-metadata": true}},
            {{"filename": "a-2.zip", "url": "a-2.zip", "hashes": {{}}}}, {{"filename": "a-3.zip", "url": "a-3.zip"}}]}}"#
    );
    for kind in [Some(JSON), Some("Application/JSON; charset=utf-8"), None] {
        let page = IndexPage::parse(kind, text.as_bytes()).unwrap();
        assert_eq!(
            lines(&page),
            "a-1.zip /a-1.zip hash\na-2.zip a-2.zip -\na-3.zip a-3.zip -"
        );
        assert_eq!(page.file("a-2.zip").unwrap().url, "a-2.zip");
        assert!(page.file("a-4.zip").is_none());
    }
}

#[test]
fn the_content_type_decides() {
    let html = b" {<a href=a-1.zip>a-1.zip</a>";
    let read = |kind| IndexPage::parse(kind, html).map(|page| page.files.len());
    assert_eq!(read(Some("application/vnd.pypi.simple.v1+html")), Ok(1));
    assert_eq!(read(Some("TEXT/HTML;charset=latin1")), Ok(1));
    assert!(matches!(read(Some(JSON)), Err(IndexPageError::Json(_))));
    assert!(matches!(read(None), Err(IndexPageError::Json(_))));
    assert_eq!(
        read(Some("application/vnd.pypi.simple.v2+json"))
            .unwrap_err()
            .to_string(),
        "the page has version `v2+json` of the simple repository API, but only version 1 is supported"
    );
    assert_eq!(
        read(Some("image/png")).unwrap_err().to_string(),
        "the page is `image/png`, want the JSON or HTML of the simple repository API"
    );
}

#[test]
fn another_major_version_is_refused() {
    let meta = |version| format!("<meta name='pypi:repository-version' content='{version}'>");
    assert_eq!(html(&meta("1.9")), "");
    let parse = |kind, text: &str| IndexPage::parse(Some(kind), text.as_bytes());
    let want = Err(IndexPageError::Version("2.0".to_owned()));
    assert_eq!(parse("text/html", &meta("2.0")), want);
    assert_eq!(
        parse(JSON, r#"{"meta": {"api-version": "2.0"}, "files": []}"#),
        want
    );
    assert!(parse(JSON, r#"{"meta": {"api-version": "1.4"}, "files": []}"#).is_ok());
}
