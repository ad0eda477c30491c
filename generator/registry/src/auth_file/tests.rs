use super::{AuthFile, Helper};
use crate::{Credential, Repository};

type Found = Result<Option<Credential>, String>;

fn nobody(_: &Helper, _: &str) -> Found {
    Ok(None)
}

fn of(file: &str, repository: &str) -> Found {
    let repository: Repository = repository.parse().unwrap();
    AuthFile::parse(file)
        .unwrap()
        .credential(&repository, &nobody)
}

/// The name that is found for the host `r.example`, of one entry
fn entry(entry: &str) -> Found {
    of(
        &format!(r#"{{"auths":{{"r.example":{entry}}}}}"#),
        "r.example/fleet/a",
    )
}

fn basic(user: &str, secret: &str) -> Found {
    let (user, secret) = (user.to_owned(), secret.to_owned());
    Ok(Some(Credential::Basic { user, secret }))
}

fn identity(token: &str) -> Found {
    Ok(Some(Credential::Identity(token.to_owned())))
}

#[test]
fn an_entry_is_read_in_each_of_its_shapes() {
    // base64 of `a:b` is `YTpi`, of `a:b:c` is `YTpiOmM=`
    for text in [
        r#"{"auth":"YTpi"}"#,
        r#"{"auth":" YT\npi\n"}"#,
        r#"{"auth":"YTpiAAA="}"#,
        r#"{"auth":"YTpi","username":"x","password":"y","email":"z"}"#,
        r#"{"auth":"YTpi","identitytoken":null,"username":null}"#,
        r#"{"username":"a","password":"b"}"#,
        r#"{"auth":"","username":"a","password":"b"}"#,
        r#"{"auth":null,"username":"a","password":"b","identitytoken":""}"#,
    ] {
        assert_eq!(entry(text), basic("a", "b"), "{text}");
    }
    for text in [r#"{"auth":"YTpiOmM="}"#, r#"{"auth":"YTpiOmM"}"#] {
        assert_eq!(entry(text), basic("a", "b:c"), "{text}");
    }
    for text in [
        r#"{"identitytoken":"t"}"#,
        r#"{"auth":null,"identitytoken":"t"}"#,
        r#"{"auth":"MDAwMDo=","identitytoken":"t"}"#,
        // `<token>:t`
        r#"{"auth":"PHRva2VuPjp0"}"#,
        r#"{"username":"<token>","password":"t"}"#,
    ] {
        assert_eq!(entry(text), identity("t"), "{text}");
    }
    for text in [
        "null",
        "{}",
        r#"{"auth":""}"#,
        r#"{"auth":null,"username":null,"password":null}"#,
        r#"{"username":"","password":"","email":"z"}"#,
    ] {
        assert_eq!(entry(text), Ok(None), "{text}");
    }
}

#[test]
fn files_may_say_nothing() {
    for text in [
        "",
        " \n",
        "{}",
        r#"{"auths":null}"#,
        r#"{"auths":{},"credHelpers":null,"credsStore":null}"#,
        r#"{"auths":{"other.example":{"auth":"YTpi"}},"credsStore":"","HttpHeaders":{"a":"b"}}"#,
    ] {
        assert_eq!(of(text, "r.example/a"), Ok(None), "{text}");
    }
}

#[test]
fn keys_are_places_and_addresses() {
    for key in [
        "r.example:5000",
        "R.Example:5000",
        "r.example:5000/",
        "https://r.example:5000",
        "http://r.example:5000/",
        "https://r.example:5000/v1/",
        "https://r.example:5000/v2/",
        "https://r.example:5000/v2",
        "https://r.example:5000/any/path",
        "r.example:5000/v1/",
        "r.example:5000/v2",
        "r.example:5000/fleet",
        "r.example:5000/fleet/",
        "r.example:5000/fleet/a",
    ] {
        let file = format!(r#"{{"auths":{{"{key}":{{"auth":"YTpi"}}}}}}"#);
        assert_eq!(
            of(&file, "r.example:5000/fleet/a"),
            basic("a", "b"),
            "{key}"
        );
        assert_eq!(of(&file, "r.example/fleet/a"), Ok(None), "{key}");
    }
    for key in [
        "r.example",
        "example:5000",
        "r.example:5000/fle",
        "r.example:5000/fleet/ab",
        "r.example:5000/fleet/a/b",
        "ftp://r.example:5000",
        "user@r.example:5000",
        "",
    ] {
        let file = format!(r#"{{"auths":{{"{key}":{{"auth":"YTpi"}}}}}}"#);
        assert_eq!(of(&file, "r.example:5000/fleet/a"), Ok(None), "{key}");
    }
}

#[test]
fn the_most_specific_key_is_read_first() {
    let file = r#"{"auths":{
      "https://r.example/v1/":{"auth":"MDow"},
      "r.example":{"auth":"MTox"},
      "r.example/fleet":{"auth":"Mjoy"},
      "r.example/fleet/a":{"auth":"Mzoz"},
      "r.example/v2":{"auth":"NDo0"},
      "r.example/empty":{},
      "r.example/broken":{"auth":"%%"}
    }}"#;
    assert_eq!(of(file, "r.example/fleet/a"), basic("3", "3"));
    assert_eq!(of(file, "r.example/fleet/a/b"), basic("3", "3"));
    assert_eq!(of(file, "r.example/fleet/ab"), basic("2", "2"));
    assert_eq!(of(file, "r.example/fleets/a"), basic("1", "1"));
    assert_eq!(of(file, "r.example/v2/a"), basic("4", "4"));
    assert_eq!(of(file, "r.example/empty/a"), basic("1", "1"));
    of(file, "r.example/broken/a").unwrap_err();
    let addresses = r#"{"auths":{"https://r.example/v1/":{"auth":"MDow"},"r.example/fleet":{}}}"#;
    assert_eq!(of(addresses, "r.example/fleet/a"), basic("0", "0"));
}

#[test]
fn docker_hub_has_several_names() {
    for key in [
        "docker.io",
        "index.docker.io",
        "registry-1.docker.io",
        "https://index.docker.io/v1/",
        "https://registry-1.docker.io/v2/",
        "docker.io/library",
        "index.docker.io/library/python",
    ] {
        let file = format!(r#"{{"auths":{{"{key}":{{"auth":"YTpi"}}}}}}"#);
        for name in [
            "docker.io/python",
            "index.docker.io/library/python",
            "registry-1.docker.io/python",
        ] {
            assert_eq!(of(&file, name), basic("a", "b"), "{key} {name}");
        }
    }
    let other =
        r#"{"auths":{"docker.io/library":{"auth":"YTpi"},"hub.docker.io":{"auth":"YTpi"}}}"#;
    assert_eq!(of(other, "docker.io/fleet/a"), Ok(None));
    let several = r#"{"auths":{"docker.io":{"auth":"MTox"},"index.docker.io":{"auth":"Mjoy"}}}"#;
    assert_eq!(of(several, "docker.io/fleet/a"), basic("1", "1"));
    assert_eq!(of(several, "index.docker.io/fleet/a"), basic("2", "2"));
}

#[test]
fn a_malformed_entry_harms_itself_alone_and_shows_no_secret() {
    for (broken, said) in [
        (
            r#"{"auth":"hunter2"}"#,
            "has an `auth` that is not the base64 of `name:password`",
        ),
        (
            r#"{"auth":"aHVudGVyMg=="}"#,
            "has an `auth` that is not the base64 of `name:password`",
        ),
        (
            r#"{"auth":["hunter2"]}"#,
            "has a field that is not a string",
        ),
        (
            r#"{"auth":"YTpi","password":2}"#,
            "has a field that is not a string",
        ),
        (r#""hunter2""#, "is not an object"),
        ("[]", "is not an object"),
    ] {
        let file = format!(
            r#"{{"auths":{{"broken.example":{broken},"r.example":{{"auth":"YTpi"}}}},
                "credHelpers":{{"odd.example":1}}}}"#
        );
        assert_eq!(of(&file, "r.example/a"), basic("a", "b"), "{broken}");
        assert_eq!(
            of(&file, "broken.example/a"),
            Err(format!("the entry `broken.example` {said}"))
        );
        assert_eq!(
            of(&file, "odd.example/a"),
            Err("`credHelpers` of `odd.example` names no helper: it is not a string".to_owned())
        );
    }
    let debug = format!("{:?}", entry(r#"{"auth":"YTpi"}"#).unwrap());
    assert_eq!(debug, "Some(Credential(…))");
}

#[test]
fn a_file_of_another_shape_is_none() {
    for text in [
        "[]",
        r#"{"auths":["hunter2"]}"#,
        r#"{"auths":"hunter2"}"#,
        "hunter2",
        "{",
    ] {
        let error = AuthFile::parse(text).unwrap_err();
        assert!(error.starts_with("not an auth file: line 1"), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[test]
fn the_registrys_own_helper_is_asked_first_and_the_one_for_all_last() {
    let answers = |knows: &'static str| {
        move |Helper(helper): &Helper, server: &str| match helper == knows {
            true => basic(helper, server),
            false => Ok(None),
        }
    };
    let file = |helpers: &str| {
        let text = format!(
            r#"{{"auths":{{"r.example":{{"auth":"YTpi"}}}},"credsStore":"store","credHelpers":{helpers}}}"#
        );
        AuthFile::parse(&text).unwrap()
    };
    let of = |file: &AuthFile, name: &str, knows| {
        file.credential(&name.parse().unwrap(), &answers(knows))
    };
    let own =
        file(r#"{"r.example":"own","docker.io":"hub","plain.example":"","bad.example":"../sh"}"#);
    assert_eq!(of(&own, "r.example/a", "own"), basic("own", "r.example"));
    assert_eq!(of(&own, "r.example/a", "store"), basic("a", "b"));
    assert_eq!(
        of(&own, "s.example:1/a", "store"),
        basic("store", "s.example:1")
    );
    assert_eq!(of(&own, "plain.example/a", "store"), Ok(None));
    assert_eq!(of(&file("null"), "r.example/a", "store"), basic("a", "b"));
    assert_eq!(
        of(&own, "index.docker.io/a", "hub"),
        basic("hub", "https://index.docker.io/v1/")
    );
    assert_eq!(
        of(&own, "bad.example/a", "own"),
        Err("`credHelpers` of `bad.example` names no helper: `../sh` cannot follow `docker-credential-`".to_owned())
    );
    let fails = |_: &Helper, _: &str| Err("it fails".to_owned());
    let said = own.credential(&"r.example/a".parse().unwrap(), &fails);
    assert_eq!(said, Err("it fails".to_owned()));
}

#[test]
fn a_helper_knows_docker_hub_by_the_name_of_the_login() {
    for server in [
        "https://index.docker.io/v1/",
        "docker.io",
        "registry-1.docker.io",
    ] {
        let file = AuthFile::parse(r#"{"credsStore":"store"}"#).unwrap();
        let ask = |_: &Helper, asked: &str| match asked == server {
            true => basic("a", "b"),
            false => Ok(None),
        };
        let found = file.credential(&"docker.io/a".parse().unwrap(), &ask);
        assert_eq!(found, basic("a", "b"), "{server}");
    }
}
