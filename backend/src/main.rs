fn main() {
    println!("{}", goldenthread::graphql::sdl());
}
