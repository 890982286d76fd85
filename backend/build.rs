//! The page is embedded from `frontend/dist`. A build without a page is still a server: it says
//! where the page should be.

fn main() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/dist");
    if let Err(error) = std::fs::create_dir_all(&dist) {
        println!("cargo::warning=cannot create {}: {error}", dist.display());
    }
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=../frontend/dist");
}
