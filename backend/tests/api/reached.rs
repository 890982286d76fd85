//! Every file that there is, in every form, unpacked, as somebody gets it: for tests of what is in none of them.

use std::io::{Cursor, Read};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::{
    app::{TestApp, body_bytes},
    download::{encoded, wholes},
};

/// The files of an archive, with their texts.
fn unpacked(name: &str, bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = format!("{name}/{}", file.name().unwrap());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        found.push((name, text));
    }
    assert!(!found.is_empty(), "{name} is empty");
    found
}

/// What somebody with a cookie, or nobody, gets as files, each with its text: every list, a search for a word, and all of
/// it at once.
pub async fn files(app: &TestApp, cookie: Option<&str>, word: &str) -> Vec<(String, String)> {
    let mut paths: Vec<String> = Vec::new();
    for list in wholes(app).await {
        let forms = ["csv", "json", "jsonl", "xlsx"].iter();
        paths.extend(forms.map(|form| format!("/download/{list}.{form}")));
    }
    let asked = encoded(&format!("\"{word}\""));
    paths.push(format!("/download/search.csv?text={asked}"));
    paths.push("/download/thread.csv?area=%22leicestershire%22".to_owned());
    paths.push("/download/goldenthread.zip".to_owned());
    let mut found = Vec::new();
    for path in paths {
        let mut request = Request::get(&path);
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let response = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let bytes = body_bytes(response).await;
        // Its bytes say nothing: a workbook is an archive too.
        match path.ends_with(".zip") || path.ends_with(".xlsx") {
            true => found.extend(unpacked(&path, bytes)),
            false => found.push((path, String::from_utf8(bytes).unwrap())),
        }
    }
    assert!(found.len() > 100, "{}", found.len());
    found
}

/// That a word stands in none of the files that somebody gets, whoever it is.
pub async fn in_no_file(app: &TestApp, cookie: Option<&str>, word: &str) {
    for (name, text) in files(app, cookie, word).await {
        // A search says what it looked for.
        let is_asked = name.contains("?text=");
        assert!(is_asked || !text.contains(word), "{name}");
    }
}
