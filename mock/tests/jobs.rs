//! Jobs that requests begin.

use std::collections::BTreeSet;
use std::time::Duration;

use huaweicloud_workspace::operations::{ListItaSubJobs, ListItaSubJobsQuery, ResizeDesktop};
use huaweicloud_workspace::{BlockingClient, Call, Pace, StartError, WaitError};
use serde_json::{Value, json};

use crate::server::{JOBS, RESIZE, Server, project, resize, resize_call, token};

const PACE: Pace = Pace::new(
    Duration::from_millis(1),
    Duration::from_millis(20),
    Duration::from_secs(20),
);

const DESKTOPS: [&str; 3] = [
    "538946c2-7ff8-4444-b1bd-e9a1f8137b81",
    "538946c2-7ff8-4444-b1bd-e9a1f8137b82",
    "538946c2-7ff8-4444-b1bd-e9a1f8137b83",
];

fn client(server: &Server) -> BlockingClient {
    BlockingClient::new(&server.url(), token("any")).unwrap()
}

/// Begins a job for so many desktops.
fn begun(server: &Server, desktops: usize) -> String {
    let mut body = resize();
    let items = (0..desktops).map(|nth| json!({"desktop_id": format!("desktop-{nth}")}));
    body["desktops"] = items.collect();
    let reply = server.post(RESIZE, &body);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["job_id"].as_str().unwrap().to_owned()
}

fn listed(server: &Server, query: &str) -> Vec<Value> {
    let reply = server.get(&format!("{JOBS}?{query}"));
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["jobs"].as_array().unwrap().clone()
}

#[test]
fn the_client_waits_until_all_desktops_are_changed() {
    let server = Server::with_scenario("jobs: {step_ms: 150}");
    let client = client(&server);
    let call = resize_call(&DESKTOPS);
    let answer = client.send(&call).unwrap();
    let jobs = ResizeDesktop::follow_jobs(&call, &answer).unwrap().unwrap();
    let state = || {
        let answer = serde_json::to_value(client.send(&jobs).unwrap()).unwrap();
        let states = answer["jobs"].as_array().unwrap().iter();
        let states: BTreeSet<&str> = states.map(|job| job["status"].as_str().unwrap()).collect();
        assert_eq!(states.len(), 1, "{answer}");
        states.first().copied().unwrap().to_owned()
    };
    let mut states = vec![state()];
    while states.last().unwrap() != "SUCCESS" {
        std::thread::sleep(Duration::from_millis(10));
        states.push(state());
    }
    states.dedup();
    assert_eq!(states, ["WAITING", "RUNNING", "SUCCESS"]);
    let done = serde_json::to_value(client.wait(&jobs, PACE).unwrap()).unwrap();
    let done = done["jobs"].as_array().unwrap();
    assert_eq!(done.len(), 3);
    for (job, desktop) in done.iter().zip(DESKTOPS) {
        assert_eq!(job["entities"]["desktop_id"], desktop, "{job}");
        assert_eq!(job.get("error_code"), None);
    }
}

#[test]
fn a_job_that_fails_says_so() {
    let server = Server::with_scenario("jobs: {step_ms: 1, outcome: FAILED}");
    let waited = client(&server).send_and_wait(&resize_call(&DESKTOPS), PACE, |_| ());
    let Err(StartError::Wait(WaitError::Failed(answer))) = waited else {
        panic!("{waited:?}");
    };
    assert_eq!(answer.jobs.unwrap().len(), 3);
}

#[test]
fn jobs_that_nobody_began_are_missing() {
    let server = Server::start(&[]);
    let query = ListItaSubJobsQuery::new().with_job_id("unknown".to_owned());
    let call: Call<ListItaSubJobs> = ListItaSubJobs::call(&project(), &query).unwrap();
    let waited = client(&server).wait(&call, PACE);
    assert!(matches!(waited, Err(WaitError::Missing(_))), "{waited:?}");
    assert_eq!(listed(&server, "job_id=unknown"), [json!(null); 0]);
}

#[test]
fn a_job_that_takes_too_long_is_waited_for_no_longer() {
    let server = Server::with_scenario("jobs: {step_ms: 60000}");
    let pace = Pace::new(PACE.first_delay, PACE.interval, Duration::from_millis(100));
    let waited = client(&server).send_and_wait(&resize_call(&DESKTOPS), pace, |_| ());
    assert!(
        matches!(waited, Err(StartError::Wait(WaitError::TimedOut(Some(_))))),
        "{waited:?}"
    );
}

#[test]
fn lists_are_as_long_as_they_are_wanted() {
    let server = Server::with_scenario("jobs: {step_ms: 60000}");
    let id = begun(&server, 5);
    let other = begun(&server, 1);
    let names = |query: &str| {
        let jobs = listed(&server, query).into_iter();
        let names = jobs.map(|job| job["entities"]["desktop_id"].as_str().unwrap().to_owned());
        names.collect::<Vec<String>>()
    };
    let all = [
        "desktop-0",
        "desktop-1",
        "desktop-2",
        "desktop-3",
        "desktop-4",
    ];
    assert_eq!(names(&format!("job_id={id}")), all);
    assert_eq!(names(&format!("job_id={id}&limit=2")), all[..2]);
    assert_eq!(names(&format!("job_id={id}&limit=2&offset=3")), all[3..]);
    assert_eq!(names(&format!("job_id={id}&offset=9")).len(), 0);
    assert_eq!(names(&format!("job_id={id}&limit=0")).len(), 0);
    assert_eq!(names(&format!("job_id={id}&status=WAITING")), all);
    assert_eq!(names(&format!("job_id={id}&status=SUCCESS")).len(), 0);
    assert_eq!(names(&format!("job_id={other}")), all[..1]);
    assert_eq!(names("").len(), 6);
}

#[test]
fn a_batch_is_listed_in_pages_of_a_thousand() {
    let server = Server::start(&[]);
    let id = begun(&server, 2500);
    assert_eq!(listed(&server, &format!("job_id={id}")).len(), 1000);
    assert_eq!(
        listed(&server, &format!("job_id={id}&offset=2000")).len(),
        500
    );
}

/// A job used to hold the whole request once for each of its desktops.
#[test]
fn a_great_batch_needs_little_memory() {
    let mut server = Server::start(&[]);
    let mut body = resize();
    body["desktops"] = vec![json!({}); 300_000].into();
    let reply = server.post(RESIZE, &body);
    assert_eq!(reply.status, 200);
    let id = reply.json()["job_id"].as_str().unwrap().to_owned();
    assert_eq!(listed(&server, &format!("job_id={id}")).len(), 1000);
    assert!(server.is_running());
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id()));
    let peak = status.ok().and_then(|status| {
        let line = status
            .lines()
            .find(|line| line.starts_with("VmHWM:"))?
            .to_owned();
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    match peak {
        Some(peak) => assert!(peak < 1_000_000, "{peak} kB"),
        None => println!("skipped: this system does not tell how much memory a process has"),
    }
}
